import { useMutation } from '@tanstack/react-query'
import type { MethodInput } from '#shared/ipc/contract.ts'
import { call } from '../api/client.ts'

/** Finds out what a typed `s3://` URI stands for. */
export function useResolve() {
  return useMutation({
    mutationFn: (input: MethodInput<'objects.resolve'>) => call('objects.resolve', input),
  })
}
