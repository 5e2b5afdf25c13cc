import { AppError, type FailureCode } from '#shared/errors.ts'
import type { S3Storage } from '../../electron/storage/s3-storage.ts'
import type { ObjectPieces, TransferStorage } from '../../electron/transfers/transfer-storage.ts'

/** A real bucket whose verbs misbehave where a test says so. */
export function faultyStorage(real: S3Storage, fault: Partial<TransferStorage>): TransferStorage {
  return {
    listPage: (request, signal) => real.listPage(request, signal),
    listAll: (request, signal) => real.listAll(request, signal),
    head: (key, signal) => real.head(key, signal),
    upload: (request, signal) => real.upload(request, signal),
    holdsFile: (key, file, signal) => real.holdsFile(key, file, signal),
    listUploads: (key, signal) => real.listUploads(key, signal),
    abortUpload: (key, uploadId) => real.abortUpload(key, uploadId),
    fetch: (request, signal) => real.fetch(request, signal),
    partSizes: (object, signal) => real.partSizes(object, signal),
    copySource: (request, signal) => real.copySource(request, signal),
    copy: (request, signal) => real.copy(request, signal),
    deleteUnchanged: (known, signal) => real.deleteUnchanged(known, signal),
    writeGuards: kind => real.writeGuards(kind),
    createFolder: (prefix, signal) => real.createFolder(prefix, signal),
    deleteMany: (keys, signal) => real.deleteMany(keys, signal),
    ...fault,
  }
}

/** A body with its bytes put through a function, which may throw. */
export function changed(body: ObjectPieces, change: (bytes: Buffer) => Buffer): ObjectPieces {
  const pieces = async function* () {
    for await (const piece of body.pieces) yield piece.map(change)
  }
  return { ...body, pieces: pieces() }
}

/** A body with other bytes than those that came. */
export function inPlaceOf(body: ObjectPieces, bytes: Iterable<Buffer>): ObjectPieces {
  body.discard()
  const pieces = async function* () {
    for (const piece of bytes) yield [piece]
  }
  return { ...body, pieces: pieces() }
}

/** All bytes of a body. */
export async function bytesOf({ pieces }: ObjectPieces): Promise<Buffer> {
  const copies: Buffer[] = []
  for await (const piece of pieces) copies.push(Buffer.concat(piece))
  return Buffer.concat(copies)
}

/** What a verb throws that a test lets fail. */
export function failing(code: FailureCode): AppError {
  return new AppError({ code, message: 'The server said no.', remedy: 'Wait.' })
}
