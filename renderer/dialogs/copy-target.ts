import { DELIMITER, type Location, parseS3Uri } from '#shared/location.ts'
import type { CopyMode, Selection } from '#shared/transfer.ts'
import { copyProblem } from '../model/clipboard.ts'
import type { ListedProfile } from '../queries/profiles.ts'

/** S3's limit for a key, in bytes of UTF-8; a prefix needs room for a name. */
const MAX_PREFIX_BYTES = 1022

/** The place that a typed `bucket/folder/` or `s3://bucket/folder/` means. */
export function targetOf(profileId: string, path: string): Location | undefined {
  const uri = parseS3Uri(/^s3:/i.test(path.trim()) ? path : `s3://${path.trimStart()}`)
  if (!uri) return undefined
  const { bucket, keyOrPrefix } = uri
  const closed = keyOrPrefix === '' || keyOrPrefix.endsWith(DELIMITER)
  return { profileId, bucket, prefix: closed ? keyOrPrefix : `${keyOrPrefix}${DELIMITER}` }
}

/** Why objects cannot go there, as a sentence; `undefined` when they can. */
export function targetProblem(wish: {
  readonly mode: CopyMode
  readonly location: Location
  readonly selection: Selection
  readonly target: Location | undefined
  readonly profile: Pick<ListedProfile, 'label' | 'readOnly'> | undefined
}): string | undefined {
  const { mode, location, selection, target, profile } = wish
  if (!target) return 'Write it as bucket/folder/.'
  if (profile?.readOnly) return `The profile “${profile.label}” is read-only.`
  if (new TextEncoder().encode(target.prefix).length > MAX_PREFIX_BYTES) {
    return 'The folder’s whole name is longer than S3 allows.'
  }
  const problem = copyProblem(mode, location, selection, target)
  return problem && `${problem.slice(0, 1).toUpperCase()}${problem.slice(1)}.`
}
