import { buffer } from 'node:stream/consumers'
import type { BucketClient } from './bucket-client.ts'
import { read } from './read.ts'
import { verified } from './verified-stream.ts'

/** A whole object in memory. */
export async function downloadFile(
  client: BucketClient,
  key: string,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  return await buffer(verified(key, await read(client, { key }, signal)))
}
