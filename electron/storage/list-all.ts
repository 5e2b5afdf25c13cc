import type { ObjectPage } from '#shared/s3.ts'
import type { BucketClient } from './bucket-client.ts'
import { incomplete, listAttempt, listPage } from './list-page.ts'

/**
 * Every key under a prefix, page by page, the next page asked for when the last was taken.
 *
 * @throws AppError `not-s3` when the server hands out a token it gave before: it would never end
 */
export async function* listAll(
  client: BucketClient,
  { prefix }: { prefix: string },
  signal?: AbortSignal,
): AsyncGenerator<ObjectPage> {
  const seen = new Set<string>()
  let token: string | undefined
  do {
    const page: ObjectPage = await listPage(client, { prefix, token }, signal)
    token = page.next
    if (token !== undefined && seen.has(token)) {
      throw incomplete(listAttempt(client, prefix), 'The server repeats a continuation token')
    }
    if (token !== undefined) seen.add(token)
    yield page
  } while (token !== undefined)
}
