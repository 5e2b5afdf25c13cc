import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { fromBufferPromise, openPromise } from 'yauzl'
import type { ZipMember } from '../../electron/transfers/zip/zip-records.ts'
import { type ZipTarget, ZipWriter } from '../../electron/transfers/zip/zip-writer.ts'
import { zipFiles } from '../harness/zip-files.ts'

const MiB = 1024 * 1024
const MODIFIED = Date.UTC(2026, 1, 3, 4, 5, 7)

/** A file of the test's own to write an archive to. */
async function newFile(): Promise<{ path: string; file: FileHandle }> {
  const folder = await mkdtemp(join(tmpdir(), 'pail-zip-'))
  const path = join(folder, 'a.zip')
  const file = await open(path, 'w+')
  onTestFinished(async () => {
    await file.close()
    await rm(folder, { recursive: true })
  })
  return { path, file }
}

function targetOf(file: FileHandle): ZipTarget {
  return {
    write: async (bytes, position) => {
      await file.write(bytes, 0, bytes.length, position)
    },
  }
}

function member(name: string, rest: Partial<ZipMember> = {}): ZipMember {
  return { name, expectedSize: 0, modified: MODIFIED, deflate: false, ...rest }
}

test('what is put into an archive comes out again, packed or not', async () => {
  const content = fc.record({
    pieces: fc.array(fc.uint8Array({ maxLength: 5_000 }), { maxLength: 5 }),
    deflate: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(content, { maxLength: 8 }), async members => {
      const { path, file } = await newFile()
      const writer = new ZipWriter(targetOf(file))
      for (const [at, { pieces, deflate }] of members.entries()) {
        await writer.add(member(`dé ${at}/ü.bin`, { deflate }), async sink => {
          for (const piece of pieces) await sink(piece)
        })
      }
      await writer.end()
      const found = await zipFiles(path)
      expect([...found.keys()]).toEqual(members.map((_, at) => `dé ${at}/ü.bin`))
      for (const [at, { bytes, entry }] of [...found.values()].entries()) {
        expect(bytes.equals(Buffer.concat(members[at]?.pieces ?? []))).toBe(true)
        expect(entry.getLastModDate().getTime()).toBe(MODIFIED)
      }
    }),
    { seed: 61, numRuns: 40 },
  )
})

test('text is packed in pieces of any size, and takes less room', async () => {
  const { path, file } = await newFile()
  const writer = new ZipWriter(targetOf(file))
  const text = Buffer.from('all work and no play\n'.repeat(400_000))
  await writer.add(member('a.txt', { deflate: true }), sink => sink(text))
  await writer.end()
  const found = (await zipFiles(path)).get('a.txt')
  expect(found?.bytes.equals(text)).toBe(true)
  expect(found?.entry.compressedSize).toBeLessThan(text.length / 50)
})

test('an archive may have more members than 16 bits count', async () => {
  const memory = Buffer.alloc(16 * MiB)
  let length = 0
  const writer = new ZipWriter({
    write: async (bytes, position) => {
      memory.set(bytes, position)
      length = Math.max(length, position + bytes.length)
    },
  })
  for (let at = 0; at < 66_000; at += 1) {
    await writer.add(member(`${at}.txt`), sink => sink(Buffer.from([at & 0xff])))
  }
  await writer.end()
  const zip = await fromBufferPromise(memory.subarray(0, length))
  expect(zip.entryCount).toBe(66_000)
  let last = ''
  for await (const { fileName } of zip.eachEntry()) last = fileName
  expect(last).toBe('65999.txt')
}, 60_000)

test('members, and what lies before one, may be larger than 4 GiB', async () => {
  const { path, file } = await newFile()
  const zeros = Buffer.alloc(64 * MiB)
  // Zeros are left out, so that the file has holes rather than 4 GiB.
  const sparse: ZipTarget = {
    write: async (bytes, position) => {
      if (bytes !== zeros) await file.write(bytes, 0, bytes.length, position)
    },
  }
  const writer = new ZipWriter(sparse)
  const pieces = 65
  const size = pieces * zeros.length
  await writer.add(member('large.bin', { expectedSize: size }), async sink => {
    for (let at = 0; at < pieces; at += 1) await sink(zeros)
  })
  await writer.add(member('behind.txt'), sink => sink(Buffer.from('behind')))
  await writer.end()
  const zip = await openPromise(path)
  const sizes: Record<string, number> = {}
  for await (const entry of zip.eachEntry()) {
    sizes[entry.fileName] = entry.uncompressedSize
    if (entry.fileName !== 'behind.txt') continue
    const chunks = await (await zip.openReadStreamPromise(entry)).toArray()
    expect(Buffer.concat(chunks).toString()).toBe('behind')
  }
  expect(sizes).toEqual({ 'large.bin': size, 'behind.txt': 6 })
}, 60_000)

test('a failure of what gives the bytes, or takes them, is told as it is', async () => {
  const { file } = await newFile()
  const reason = new Error('no more')
  for (const deflate of [true, false]) {
    const writer = new ZipWriter(targetOf(file))
    const gives = writer.add(member('a', { deflate }), async sink => {
      await sink(Buffer.alloc(MiB))
      throw reason
    })
    await expect(gives).rejects.toBe(reason)
    const full = new ZipWriter({ write: () => Promise.reject(reason) })
    const takes = full.add(member('a', { deflate }), async sink => {
      for (let at = 0; at < 100; at += 1) await sink(Buffer.alloc(MiB, at))
    })
    await expect(takes).rejects.toBe(reason)
  }
})
