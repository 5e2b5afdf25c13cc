import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { crc32Base64 } from '../../electron/storage/checksum.ts'
import { zipFiles } from '../harness/zip-files.ts'
import { cephAvailable } from '../servers/ceph-available.ts'
import { startCephRgw } from '../servers/ceph-rgw.ts'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { bytesOf, faultyStorage, inPlaceOf } from './faulty-storage.ts'
import { FileManager, localFolder, newFileManager, noise } from './file-manager.ts'
import { connectTo, httpServer, newBucket } from './storage-connection.ts'

const MiB = 1024 * 1024

let server: RunningServer

beforeAll(async () => {
  server = await startPlaygroundServer()
})

afterAll(() => server.stop())

/** What the panel says of an item. */
function noteOf(app: FileManager, id: string, text = ''): string | undefined {
  return app.transfers.items.page(id, { text }, { from: 0, to: 1 }).items[0]?.note
}

/** Stores parts as another client does; gives the bytes that they are together. */
async function storeParts(
  bucket: string,
  sizes: readonly number[],
  checksum: Pick<CreateMultipartUploadCommandInput, 'ChecksumAlgorithm' | 'ChecksumType'>,
): Promise<Buffer> {
  const { endpoint, region, ...credentials } = server
  const sdk = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
  const object = { Bucket: bucket, Key: 'd/a.bin' }
  const { ChecksumAlgorithm } = checksum
  const { UploadId } = await sdk.send(new CreateMultipartUploadCommand({ ...object, ...checksum }))
  const upload = { ...object, UploadId }
  const bodies = sizes.map((size, at) => noise(size, at + 1))
  const Parts = []
  for (const [at, Body] of bodies.entries()) {
    const PartNumber = at + 1
    const part = await sdk.send(
      new UploadPartCommand({ ...upload, PartNumber, Body, ChecksumAlgorithm }),
    )
    const { ETag, ChecksumCRC32, ChecksumCRC32C, ChecksumSHA1, ChecksumSHA256 } = part
    Parts.push({ PartNumber, ETag, ChecksumCRC32, ChecksumCRC32C, ChecksumSHA1, ChecksumSHA256 })
  }
  await sdk.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }))
  sdk.destroy()
  return Buffer.concat(bodies)
}

describe('an upload', () => {
  test.each([300_000, 20 * MiB + 5])('of %i bytes is held against its CRC-32', async size => {
    const app = await newFileManager(server)
    const content = noise(size, 7)
    const folder = await localFolder({ 'a.bin': content })
    const end = await app.run(await app.planUpload('', join(folder, 'a.bin')))
    expect(end.state.status).toBe('done')
    expect(noteOf(app, end.id)).toBe('CRC32 of the whole accepted by the endpoint.')
    const value = crc32Base64(crc32(content))
    expect(await app.storage.head('a.bin')).toMatchObject({
      checksums: [{ algorithm: 'CRC32', value }],
      checksumType: 'FULL_OBJECT',
    })
    expect(app.transfers.receipt({ id: end.id, after: -1 })?.rows[0]?.row).toMatchObject({
      checksumType: 'CRC32',
      checksum: value,
    })
  })

  test('that goes on after a pause is held against the CRC-32 of all of it', async () => {
    const app = await newFileManager(server, { lanes: 1 })
    const content = noise(60 * MiB, 8)
    const folder = await localFolder({ 'a.bin': content })
    const plan = await app.planUpload('', join(folder, 'a.bin'))
    const { id } = app.transfers.start({ planId: plan.id })
    while (app.transfer(id).bytesDone < 9 * MiB) await new Promise(resolve => setImmediate(resolve))
    await app.transfers.pause(id)
    await app.transfers.resume(id)
    await app.end(id)
    expect(noteOf(app, id)).toBe('CRC32 of the whole accepted by the endpoint.')
    const value = crc32Base64(crc32(content))
    expect((await app.storage.head('a.bin')).checksums).toEqual([{ algorithm: 'CRC32', value }])
  })

  test.each([
    { what: 'refuses', status: 501, most: 2 },
    { what: 'ignores', status: 200, most: 1 },
  ])('to an endpoint that $what checksums goes without, and is not asked again', async one => {
    const offered: boolean[] = []
    const { endpoint } = await httpServer((request, answer) => {
      request.resume()
      const offers = 'x-amz-checksum-crc32' in request.headers
      if (request.method === 'PUT') offered.push(offers)
      answer.statusCode = request.method !== 'PUT' ? 404 : offers ? one.status : 200
      answer.setHeader('ETag', '"e"')
      answer.end(
        answer.statusCode === 501
          ? '<Error><Code>NotImplemented</Code><Message>No checksums</Message></Error>'
          : '',
      )
    })
    const storage = connectTo({ endpoint }).storage('bucket')
    await storage.uploadFile({ file: 'one', fileName: 'a' })
    await storage.uploadFile({ file: 'two', fileName: 'b' })
    expect(offered).toEqual([true, ...Array.from({ length: one.most }, () => false)])
  })
})

describe('a download of an object in parts', () => {
  const composite = (algorithm: 'CRC32' | 'CRC32C' | 'SHA1' | 'SHA256') => ({
    ChecksumAlgorithm: algorithm,
    ChecksumType: 'COMPOSITE' as const,
  })
  const full = { ChecksumAlgorithm: 'CRC32' as const, ChecksumType: 'FULL_OBJECT' as const }

  test.each([
    ['small', [5 * MiB, 9], composite('SHA256'), 'SHA256 of 2 parts matched.'],
    ['even', [5 * MiB, 5 * MiB, MiB], composite('CRC32'), 'CRC32 of 3 parts matched.'],
    ['uneven', [5 * MiB, 6 * MiB, 5 * MiB, 3], composite('SHA1'), 'SHA1 of 4 parts matched.'],
    ['single', [9 * MiB], composite('CRC32C'), 'CRC32C of 1 part matched.'],
    ['whole', [5 * MiB, 6 * MiB], full, 'CRC32 matched.'],
  ] as const)('is held against their checksums: %s', async (_, sizes, checksum, note) => {
    const bucket = await newBucket(server)
    const content = await storeParts(bucket, sizes, checksum)
    const app = new FileManager(connectTo(server).storage(bucket), bucket)
    const target = await localFolder()
    const end = await app.run(await app.planDownload('', { keys: ['d/a.bin'] }, target))
    expect(end.state.status).toBe('done')
    expect(noteOf(app, end.id)).toBe(note)
    expect((await readFile(join(target, 'd/a.bin'))).equals(content)).toBe(true)
    const zipped = await app.run(await app.planZip('', { keys: ['d/a.bin'] }, target))
    expect(noteOf(app, zipped.id)).toBe(note)
    const found = (await zipFiles(join(target, 'a.bin.zip'))).get('d/a.bin')
    expect(found?.bytes.equals(content)).toBe(true)
  })

  test.each([
    ['small', [5 * MiB, 9]],
    ['uneven', [5 * MiB, 6 * MiB, 3]],
  ])('with one wrong bit is not kept: %s', async (_, sizes) => {
    const bucket = await newBucket(server)
    await storeParts(bucket, sizes, composite('CRC32'))
    const real = connectTo(server).storage(bucket)
    const storage = faultyStorage(real, {
      fetch: async (request, signal) => {
        const body = await real.fetch(request, signal)
        const bytes = await bytesOf(body)
        bytes[0] = (bytes[0] ?? 0) ^ 1
        return inPlaceOf(body, [bytes])
      },
    })
    const app = new FileManager(storage, bucket)
    const end = await app.run(
      await app.planDownload('', { keys: ['d/a.bin'] }, await localFolder()),
    )
    expect(end.failures).toMatchObject([{ failure: { code: 'corrupted' } }])
  })

  test('is held against its length alone where nobody tells of the parts', async () => {
    const bucket = await newBucket(server)
    await storeParts(bucket, [5 * MiB, 9], composite('CRC32'))
    const real = connectTo(server).storage(bucket)
    const storage = faultyStorage(real, { partSizes: async () => undefined })
    const app = new FileManager(storage, bucket)
    const end = await app.run(
      await app.planDownload('', { keys: ['d/a.bin'] }, await localFolder()),
    )
    expect(noteOf(app, end.id)).toBe('Length only: the endpoint gave no checksum to compare.')
  })
})

const ceph = cephAvailable()

test.skipIf(!ceph.available)(
  `a store that keeps no checksums gets the bytes all the same${ceph.available ? '' : `: ${ceph.reason}`}`,
  async () => {
    const old = await startCephRgw()
    try {
      const app = await newFileManager(old)
      const files = { 'small.bin': noise(100_000, 1), 'large.bin': noise(20 * MiB, 2) }
      const folder = await localFolder(files)
      const paths = Object.keys(files).map(name => join(folder, name))
      const up = await app.run(await app.planUpload('d/', ...paths))
      expect(up.state.status).toBe('done')
      expect(noteOf(app, up.id)).toBeUndefined()
      const target = await localFolder()
      const down = await app.run(await app.planDownload('', { prefixes: ['d/'] }, target))
      expect(noteOf(app, down.id)).toContain('Length only')
      for (const [name, content] of Object.entries(files)) {
        expect((await readFile(join(target, 'd', name))).equals(content)).toBe(true)
      }
    } finally {
      await old.stop()
    }
  },
  120_000,
)
