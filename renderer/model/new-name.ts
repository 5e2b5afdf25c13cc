import { DELIMITER } from '#shared/location.ts'

/** S3's limit for a key, in bytes of UTF-8. */
const MAX_KEY_BYTES = 1024

/** How much of a file's name is its stem: what a rename selects. `data.tar.gz` has `data`. */
export function stemLength(name: string): number {
  const match = /^(.+?)(?:\.tar)?\.[^.\s]{1,16}$/s.exec(name)
  return match?.[1]?.length ?? name.length
}

/** What is wrong with the new name of an entry of a folder; `undefined` when it will do. */
export function newNameProblem(prefix: string, name: string): string | undefined {
  if (name === '') return 'Enter a name.'
  if (name.includes(DELIMITER)) return 'A name has no slash. Use “Move to…” for another folder.'
  if (!name.isWellFormed()) return 'Half a character is in the name.'
  const bytes = new TextEncoder().encode(`${prefix}${name}`).length
  return bytes > MAX_KEY_BYTES
    ? `With this name the key would be longer than the ${MAX_KEY_BYTES} bytes that S3 allows.`
    : undefined
}
