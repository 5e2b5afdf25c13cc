import { DELIMITER } from '#shared/location.ts'
import { compilePattern } from '#shared/name-pattern.ts'
import type { S3Object } from '#shared/s3.ts'
import type { SearchQuery } from '#shared/search.ts'

/** What follows the last delimiter; for the marker of a folder its name with the delimiter. */
export function nameOfKey(key: string): string {
  return key.slice(key.lastIndexOf(DELIMITER, key.length - 2) + 1)
}

/**
 * Whether an object is what a query asks for. The cheap questions come first.
 *
 * @throws AppError `invalid` for a pattern that cannot be
 */
export function queryFilter(query: SearchQuery): (object: S3Object) => boolean {
  const { sizeFrom = 0, sizeTo = Number.POSITIVE_INFINITY } = query
  const { modifiedFrom = Number.NEGATIVE_INFINITY, modifiedTo = Number.POSITIVE_INFINITY } = query
  const classes = new Set(query.storageClasses)
  const extensions = new Set(query.extensions)
  const isMeant = compilePattern(query)
  return ({ key, size, modified, storageClass }) => {
    if (size < sizeFrom || size > sizeTo) return false
    if (modified < modifiedFrom || modified > modifiedTo) return false
    if (classes.size > 0 && !classes.has(storageClass)) return false
    const name = nameOfKey(key)
    if (extensions.size > 0 && !extensions.has(extensionOf(name))) return false
    return isMeant(query.wholeKey ? key : name)
  }
}

function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase()
}
