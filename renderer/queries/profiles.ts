import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { MethodInput, MethodOutput } from '#shared/ipc/contract.ts'
import { call } from '../api/client.ts'
import { bucketsQuery } from './buckets.ts'
import { refreshListingsOf } from './listings.ts'

/** All profiles, whether their secrets are at hand, and whether their file was damaged. */
export function profilesQuery() {
  return queryOptions({
    queryKey: ['profiles'],
    queryFn: ({ signal }) => call('profiles.list', {}, signal),
  })
}

/** A profile as the list has it: with where its secret is, never the secret. */
export type ListedProfile = MethodOutput<'profiles.list'>['profiles'][number]

/** Saves a draft and its secret; what was listed with the older connection is asked for again. */
export function useSaveProfile() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: MethodInput<'profiles.save'>) => call('profiles.save', input),
    onSuccess: profile => {
      client.removeQueries({ queryKey: ['head', profile.id] })
      // The editor does not wait for the endpoint, which may take long to answer.
      void client.resetQueries({ queryKey: bucketsQuery(profile.id).queryKey })
      void refreshListingsOf(client, profile.id)
      return client.invalidateQueries({ queryKey: profilesQuery().queryKey })
    },
  })
}

/** Deletes a profile and its keychain entry. */
export function useDeleteProfile() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call('profiles.delete', { id }),
    onSuccess: (_, id) => {
      client.removeQueries({ queryKey: bucketsQuery(id).queryKey })
      return client.invalidateQueries({ queryKey: profilesQuery().queryKey })
    },
  })
}

/** Tries a draft against its endpoint, without saving it. */
export function useTestProfile() {
  return useMutation({
    mutationFn: ({ signal, ...input }: MethodInput<'profiles.test'> & { signal: AbortSignal }) =>
      call('profiles.test', input, signal),
  })
}

/** Starts the embedded endpoint and gives the profile that opens it. */
export function useOpenPlayground() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call('playground.open', {}),
    onSuccess: () => client.invalidateQueries({ queryKey: profilesQuery().queryKey }),
  })
}
