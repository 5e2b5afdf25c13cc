import { buffer } from 'node:stream/consumers'
import type { BucketClient } from './bucket-client.ts'
import { read } from './read.ts'

/** A whole object in memory. */
export async function downloadFile(
  client: BucketClient,
  key: string,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const { stream } = await read(client, { key }, signal)
  return await buffer(stream)
}
