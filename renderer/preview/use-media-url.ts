import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { bytesUrl, headOf, type PreviewSource, wholeQuery } from '../queries/previews.ts'

/** Where a page finds the bytes of a picture, a sound or a film. */
export interface MediaUrl {
  /** `undefined` while it is on its way. */
  readonly url: string | undefined
  readonly error: unknown
}

/**
 * The address of an object's bytes for an element that shows them. Small ones are at hand already,
 * and what a gzip file holds is decompressed first; everything else the element asks for itself.
 */
export function useMediaUrl(source: PreviewSource, mediaType: string): MediaUrl {
  const { preview } = source
  const ranged = !preview.gzip && !preview.complete
  const whole = useQuery({ ...wholeQuery(source), enabled: preview.gzip && !preview.complete })
  const bytes = useMemo(() => {
    if (preview.complete) return headOf(source).bytes
    return whole.data?.complete ? whole.data.bytes : undefined
  }, [source, preview.complete, whole.data])
  const blob = useMemo(
    () => bytes && URL.createObjectURL(new Blob([bytes], { type: mediaType })),
    [bytes, mediaType],
  )
  useEffect(() => () => (blob === undefined ? undefined : URL.revokeObjectURL(blob)), [blob])
  const tooLarge = whole.data && !whole.data.complete
  return {
    url: ranged ? bytesUrl(source, mediaType) : blob,
    error: tooLarge ? new Error('What the gzip file holds is too large to be shown.') : whole.error,
  }
}
