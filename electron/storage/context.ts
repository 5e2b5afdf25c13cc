import { DELIMITER } from '#shared/location.ts'

/**
 * The prefix that a context stands for: the root, then the context, closed by a delimiter unless it
 * is empty. Nothing else is changed, since S3 tells `a//b` from `a/b`.
 */
export function prefixOf(root: string, context = ''): string {
  return closed(root) + closed(context)
}

function closed(part: string): string {
  return part === '' || part.endsWith(DELIMITER) ? part : part + DELIMITER
}
