import type { BucketClient } from './bucket-client.ts'
import { listAll } from './list-all.ts'

/** The names of all objects below a prefix, without it; its own folder marker is not a file. */
export async function listStoredFiles(
  client: BucketClient,
  prefix: string,
  signal?: AbortSignal,
): Promise<string[]> {
  const names: string[] = []
  for await (const { objects } of listAll(client, { prefix }, signal)) {
    for (const { key } of objects) if (key !== prefix) names.push(key.slice(prefix.length))
  }
  return names
}
