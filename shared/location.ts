import { z } from 'zod'
import { ProfileId } from './profile.ts'

/**
 * A place in Pail: a bucket of a profile, and a prefix in it (which the seed design calls a
 * "context"). The prefix is empty (the bucket itself) or ends with `/`.
 *
 * [Note: Folders are prefixes] S3 has no folders. A folder is a prefix that ends with the
 * delimiter. `a//b` is the folder `a/`, in it the folder with the empty name `a//`, in it `b`.
 * Nothing here ever normalises a key.
 */
export const Location = z.object({
  profileId: ProfileId,
  bucket: z.string().min(1).max(255),
  prefix: z.string().max(1024),
})
export type Location = z.infer<typeof Location>

export const DELIMITER = '/'

/** The location one folder up; `undefined` at the root of the bucket. */
export function parentLocation(location: Location): Location | undefined {
  if (location.prefix === '') return undefined
  const withoutLast = location.prefix.endsWith(DELIMITER)
    ? location.prefix.slice(0, -1)
    : location.prefix
  const cut = withoutLast.lastIndexOf(DELIMITER)
  return { ...location, prefix: withoutLast.slice(0, cut + 1) }
}

/** The location and all above it, from the bucket down: what breadcrumbs show. */
export function ancestors(location: Location): Location[] {
  const chain: Location[] = []
  for (let at: Location | undefined = location; at; at = parentLocation(at)) chain.unshift(at)
  return chain
}

/** The last segment of a key or prefix as a user names it, without the closing delimiter. */
export function lastSegment(keyOrPrefix: string): string {
  const trimmed = keyOrPrefix.endsWith(DELIMITER) ? keyOrPrefix.slice(0, -1) : keyOrPrefix
  return trimmed.slice(trimmed.lastIndexOf(DELIMITER) + 1)
}

/** `s3://bucket/key`, the form every S3 tool takes; the key is not encoded. */
export function s3Uri(bucket: string, keyOrPrefix: string): string {
  return `s3://${bucket}/${keyOrPrefix}`
}

/**
 * Reads `s3://bucket`, `s3://bucket/prefix/` or `s3://bucket/key`; the key is taken as it stands,
 * nothing is decoded. The ARN of an access point may stand for the bucket, as in the AWS CLI.
 * `undefined` for anything else.
 */
export function parseS3Uri(text: string): { bucket: string; keyOrPrefix: string } | undefined {
  const match = /^s3:\/\/(arn:[^/\s]+:accesspoint\/[^/\s]+|[^/\s]+)(?:\/(.*))?$/is.exec(
    text.trimStart(),
  )
  if (!match?.[1]) return undefined
  return { bucket: match[1], keyOrPrefix: match[2] ?? '' }
}

/** The folder that holds a key: `a/b/c.txt` is in `a/b/`. A prefix is its own folder. */
export function folderOf(keyOrPrefix: string): string {
  return keyOrPrefix.slice(0, keyOrPrefix.lastIndexOf(DELIMITER) + 1)
}

/** The innermost folder that holds all of some keys: a prefix, "" for the whole bucket. */
export function commonFolder(keys: readonly string[]): string {
  const [first = '', ...others] = keys
  let prefix = outerFolder(first)
  for (const key of others) while (!key.startsWith(prefix)) prefix = outerFolder(prefix)
  return prefix
}

function outerFolder(keyOrPrefix: string): string {
  return folderOf(keyOrPrefix.replace(/\/$/, ''))
}
