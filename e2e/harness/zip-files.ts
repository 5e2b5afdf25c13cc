import { buffer } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import { type Entry, openPromise } from 'yauzl'

/** A member of a zip, as a program that unpacks it sees it. */
export interface ZipFile {
  readonly entry: Entry
  /** Their CRC is the one that the zip has. */
  readonly bytes: Buffer
}

/** Everything in a zip by its name, read by a library that knows nothing of Pail. */
export async function zipFiles(path: string): Promise<Map<string, ZipFile>> {
  const files = new Map<string, ZipFile>()
  const zip = await openPromise(path)
  for await (const entry of zip.eachEntry()) {
    const bytes = await buffer(await zip.openReadStreamPromise(entry))
    if (crc32(bytes) !== entry.crc32) throw new Error(`The CRC of ${entry.fileName} is wrong.`)
    files.set(entry.fileName, { entry, bytes })
  }
  return files
}
