import { AppError } from '#shared/errors.ts'
import { DELIMITER, type Location } from '#shared/location.ts'

/** S3's limit for a key, in bytes of UTF-8. */
const MAX_KEY_BYTES = 1024

/**
 * The prefix of a new folder in a place. A name with `/` in it makes the folders on the way too.
 *
 * @throws AppError `invalid` when the name is empty between two `/`, is not Unicode, or the key is too long.
 */
export function newFolderPrefix(location: Location, name: string): string {
  const prefix = `${location.prefix}${name.replace(/\/$/, '')}${DELIMITER}`
  const added = prefix.slice(location.prefix.length, -1)
  if (added.split(DELIMITER).some(segment => segment === '')) {
    throw new AppError({
      code: 'invalid',
      message: `A folder cannot be called "${name}": a name between two slashes is empty.`,
      remedy: 'Choose a name without empty parts.',
    })
  }
  if (!prefix.isWellFormed()) {
    throw new AppError({
      code: 'invalid',
      message: 'The name of the folder holds half a character, which no key can.',
      remedy: 'Type the name again.',
    })
  }
  if (Buffer.byteLength(prefix) > MAX_KEY_BYTES) {
    throw new AppError({
      code: 'invalid',
      message: `The folder's whole name is longer than the ${MAX_KEY_BYTES} bytes that S3 allows.`,
      remedy: 'Choose a shorter name.',
    })
  }
  return prefix
}
