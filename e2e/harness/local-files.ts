import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** Writes files under a folder: paths relative to it, with `/`, and their contents. */
export async function writeTree(folder: string, files: Record<string, string | Uint8Array>) {
  for (const [path, content] of Object.entries(files)) {
    const full = join(folder, ...path.split('/'))
    await mkdir(dirname(full), { recursive: true })
    await writeFile(full, content)
  }
}

/** Every file under a folder: its path relative to it, with `/`, and its SHA-256. */
export async function hashTree(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const hashes: Record<string, string> = {}
  for (const entry of entries.filter(each => each.isFile())) {
    const full = join(entry.parentPath, entry.name)
    const path = relative(folder, full).split(sep).join('/')
    hashes[path] = createHash('sha256')
      .update(await readFile(full))
      .digest('hex')
  }
  return Object.fromEntries(Object.entries(hashes).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Bytes that look random and are the same at every run: a block from a seed, and a counter. */
export async function writeLargeFile(path: string, size: number, seed: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(largeContent(size, seed, hash), createWriteStream(path))
  return hash.digest('hex')
}

/** SHA-256 of a file, read as a stream. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    hash.update(chunk)
  }
  return hash.digest('hex')
}

function* largeContent(size: number, seed: string, hash: Hash) {
  const block = seededBytes(4 * 1024 * 1024, seed)
  for (let at = 0; at < size; at += block.length) {
    const chunk = Buffer.from(block.subarray(0, Math.min(block.length, size - at)))
    // No two blocks are alike, so that one stored twice or in the wrong place is noticed.
    chunk.writeBigUInt64LE(BigInt(at), 0)
    hash.update(chunk)
    yield chunk
  }
}

/** Deterministic bytes: SHA-256 in counter mode. */
export function seededBytes(size: number, seed: string): Buffer {
  const bytes = Buffer.alloc(size)
  for (let at = 0, counter = 0; at < size; at += 32, counter++) {
    createHash('sha256').update(`${seed}:${counter}`).digest().copy(bytes, at)
  }
  return bytes
}
