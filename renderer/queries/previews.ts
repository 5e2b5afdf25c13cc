import { queryOptions, useMutation } from '@tanstack/react-query'
import type { MethodInput } from '#shared/ipc/contract.ts'
import { MAX_MEMBER_BYTES, MAX_PREVIEW_PART, type Preview } from '#shared/preview.ts'
import { call } from '../api/client.ts'
import { objectUrl } from '../api/object-url.ts'
import { readTextFile } from '../model/text-file.ts'

/** Names an object, and the version of it that the listing showed. */
export interface PreviewObject {
  readonly profileId: string
  readonly bucket: string
  readonly key: string
  readonly etag: string
}

/** An object that was looked at, for its viewers to read on. */
export interface PreviewSource {
  readonly object: PreviewObject
  readonly preview: Preview
}

export interface Part {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Whether there is nothing after it. */
  readonly complete: boolean
}

/** What an object is, by its first bytes. One request; a version that was seen is not asked for again. */
export function previewQuery({ profileId, bucket, key, etag }: PreviewObject) {
  return queryOptions({
    queryKey: ['preview', profileId, bucket, key, etag],
    queryFn: ({ signal }) =>
      call('previews.describe', { profileId, bucket, key, ...(etag ? { etag } : {}) }, signal),
    gcTime: 60_000,
  })
}

/** The first bytes, which came with the description. */
export function headOf({ preview }: PreviewSource): Part {
  return { bytes: bytesOf(preview.head), complete: preview.complete }
}

/**
 * A further part of the same version. `raw`: of the bytes as they are stored, also of a gzip file.
 *
 * @throws AppError `changed-meanwhile` when the object is another by now
 */
export async function readPart(
  { object, preview }: PreviewSource,
  { from, length, raw = false }: { from: number; length: number; raw?: boolean },
  signal?: AbortSignal,
): Promise<Part> {
  const { profileId, bucket, key } = object
  const gzip = preview.gzip && !raw
  const part = { profileId, bucket, key, etag: preview.etag, gzip, from, length }
  const { bytes, complete } = await call('previews.read', part, signal)
  return { bytes: bytesOf(bytes), complete }
}

/** All of it in memory, up to 16 MB: for what a gzip file holds, and for texts that are edited. */
export async function readWhole(source: PreviewSource, signal: AbortSignal): Promise<Part> {
  const parts = [headOf(source)]
  let from = parts[0]?.bytes.length ?? 0
  while (!parts.at(-1)?.complete && from < MAX_MEMBER_BYTES) {
    const length = Math.min(MAX_PREVIEW_PART, MAX_MEMBER_BYTES - from)
    const part = await readPart(source, { from, length }, signal)
    parts.push(part)
    from += part.bytes.length
    if (part.bytes.length === 0) break
  }
  return {
    bytes: joined(parts.map(part => part.bytes)),
    complete: parts.at(-1)?.complete ?? false,
  }
}

/** The whole of it as a query, so that going away cancels it. */
export function wholeQuery(source: PreviewSource) {
  const { profileId, bucket, key } = source.object
  return queryOptions({
    queryKey: ['preview whole', profileId, bucket, key, source.preview.etag],
    queryFn: ({ signal }) => readWhole(source, signal),
    // Large, and only of use while it is shown.
    gcTime: 0,
  })
}

/**
 * A text to be edited, and the version it is of; without a `file` it is no text that could be
 * written again. Read anew each time: what is edited should be what is there.
 */
export function editedTextQuery(source: PreviewSource | undefined) {
  return queryOptions({
    queryKey: ['edited text', source?.object],
    queryFn: async ({ signal }) => {
      if (!source) throw new Error('There is nothing to edit.')
      const { profileId, bucket, key } = source.object
      const now = await call('previews.describe', { profileId, bucket, key }, signal)
      const { bytes } = await readWhole({ ...source, preview: now }, signal)
      return { etag: now.etag, file: readTextFile(bytes) }
    },
    enabled: source !== undefined,
    staleTime: 0,
    gcTime: 0,
  })
}

/** Where the bytes of a picture, a sound or a film are served, pinned to the version. */
export function bytesUrl({ object, preview }: PreviewSource, mediaType: string): string {
  return objectUrl({ ...object, etag: preview.etag, mediaType })
}

/** Stores edited text. */
export function useSaveText() {
  return useMutation({
    mutationFn: (input: Omit<MethodInput<'previews.save'>, 'bytes'> & { bytes: Uint8Array }) =>
      call('previews.save', { ...input, bytes: base64Of(input.bytes) }),
  })
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
}

function base64Of(bytes: Uint8Array): string {
  const letters: string[] = []
  // More arguments than this overflow the stack.
  const step = 32_768
  for (let at = 0; at < bytes.length; at += step) {
    letters.push(String.fromCharCode(...bytes.subarray(at, at + step)))
  }
  return btoa(letters.join(''))
}
