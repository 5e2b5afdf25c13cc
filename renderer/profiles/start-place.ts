import { DELIMITER, parseS3Uri } from '#shared/location.ts'

/**
 * Reads where a profile opens: `bucket`, `bucket/prefix` or an `s3://` URI. `undefined` when
 * nothing is written. A prefix is a folder, so it gets the delimiter it ends with.
 */
export function parseStart(text: string): { bucket: string; prefix: string } | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  const { bucket, keyOrPrefix } = parseS3Uri(trimmed) ?? splitAtFirstSlash(trimmed)
  const whole = keyOrPrefix === '' || keyOrPrefix.endsWith(DELIMITER)
  return { bucket, prefix: whole ? keyOrPrefix : keyOrPrefix + DELIMITER }
}

function splitAtFirstSlash(text: string): { bucket: string; keyOrPrefix: string } {
  const cut = text.indexOf(DELIMITER)
  return cut < 0
    ? { bucket: text, keyOrPrefix: '' }
    : { bucket: text.slice(0, cut), keyOrPrefix: text.slice(cut + 1) }
}
