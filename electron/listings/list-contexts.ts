import { DELIMITER } from '#shared/location.ts'
import type { ObjectPage } from '#shared/s3.ts'

/** What is needed of a bucket to complete a path in it. */
export interface ContextSource {
  listPage(
    request: { prefix: string; delimiter: string; maxKeys: number },
    signal?: AbortSignal,
  ): Promise<ObjectPage>
}

/** The most that one page has; a path bar needs no more, and a level may hold millions. */
const PAGE = 1000

/**
 * The contexts whose names begin with what is typed. Always one request: `more` says that a longer
 * beginning could find others.
 */
export async function listContexts(
  bucket: ContextSource,
  prefix: string,
  signal: AbortSignal,
): Promise<{ prefixes: string[]; more: boolean }> {
  const page = await bucket.listPage({ prefix, delimiter: DELIMITER, maxKeys: PAGE }, signal)
  return { prefixes: [...page.commonPrefixes], more: page.next !== undefined }
}
