import { DELIMITER } from '#shared/location.ts'

/** S3's limit for a key, in bytes of UTF-8. */
const MAX_KEY_BYTES = 1024

/** What is wrong with the name of a new folder in `prefix`; `undefined` when it will do. */
export function folderNameProblem(prefix: string, name: string): string | undefined {
  if (name.trim() === '') return 'Enter a name.'
  const segments = name.replace(/\/$/, '').split(DELIMITER)
  if (segments.includes('')) return 'A part between two slashes is empty.'
  const bytes = new TextEncoder().encode(`${prefix}${name}${DELIMITER}`).length
  return bytes > MAX_KEY_BYTES ? 'The whole name is longer than S3 allows.' : undefined
}

/** What a user may want to know about the name; `undefined` when there is nothing. */
export function folderNameHint(name: string): string | undefined {
  const segments = name.replace(/\/$/, '').split(DELIMITER)
  if (segments.length > 1) return `Makes ${segments.length} folders, one in the other.`
  if (name !== name.trim()) return 'The name begins or ends with a space, which is kept.'
  return undefined
}
