import type { Readable } from 'node:stream'
import type {
  BucketFact,
  BucketFactName,
  ObjectAcl,
  Tag,
  VersionCount,
} from '#shared/properties.ts'
import type { ObjectHead, ObjectPage } from '#shared/s3.ts'
import type { WriteGuards } from '#shared/transfer-plan.ts'
import { abortUpload } from './abort-upload.ts'
import type { BucketClient } from './bucket-client.ts'
import { bucketFact } from './bucket-facts.ts'
import { checkIfExists } from './check-if-exists.ts'
import { writeGuards } from './conditional-write.ts'
import { prefixOf } from './context.ts'
import { copyObject } from './copy-object.ts'
import type { CopyRequest, CopyResult, CopySource } from './copy-request.ts'
import { readCopySource } from './copy-source.ts'
import { createFolder } from './create-folder.ts'
import { type DeleteResult, deleteMany } from './delete-many.ts'
import { deleteObject } from './delete-object.ts'
import { deleteUnchanged } from './delete-unchanged.ts'
import { downloadFile } from './download-file.ts'
import { head } from './head.ts'
import { holdsFile } from './holds-file.ts'
import { listAll } from './list-all.ts'
import { listPage, type PageRequest } from './list-page.ts'
import { listStoredFiles } from './list-stored-files.ts'
import { listUnordered } from './list-unordered.ts'
import { listUploads, type UnfinishedUpload } from './list-uploads.ts'
import type { NamedFile } from './named-file.ts'
import { countVersions, objectAcl, objectTags } from './object-facts.ts'
import { partSizes } from './part-sizes.ts'
import { type FetchResult, fetch, type ReadRequest, type ReadResult, read } from './read.ts'
import { type ReplaceRequest, type ReplaceResult, replaceObject } from './replace-object.ts'
import { upload } from './upload.ts'
import { type FileToStore, uploadFile } from './upload-file.ts'
import type { LocalFile, UploadRequest, UploadResult } from './upload-task.ts'
import { verified } from './verified-stream.ts'

/**
 * What can be done with the objects of one bucket. Each verb is a file of its own; here they are only
 * gathered. The first group speaks of files in contexts, the second of keys. All throw AppErrors.
 */
export class S3Storage {
  readonly #client: BucketClient
  readonly #root: string

  constructor(client: BucketClient, rootContext: string) {
    this.#client = client
    this.#root = prefixOf(rootContext)
  }

  /** Stores text, bytes, a stream or a local file, replacing what is there; returns the name. */
  uploadFile(file: FileToStore): Promise<string> {
    return uploadFile(this.#client, this.#key(file), file)
  }

  /** The whole file in memory; {@link openFile} for what may be large. */
  downloadFile(file: NamedFile): Promise<Uint8Array> {
    return downloadFile(this.#client, this.#key(file), file.signal)
  }

  /** The file as a stream, which fails rather than end short or with other bytes. */
  async openFile(file: NamedFile): Promise<Readable> {
    const key = this.#key(file)
    return verified(key, await read(this.#client, { key }, file.signal))
  }

  /** `false` only when the file is not there; any other trouble is thrown. */
  checkIfExists(file: NamedFile): Promise<boolean> {
    return checkIfExists(this.#client, this.#key(file), file.signal)
  }

  /** The names of all files in a context and below, relative to it. */
  listStoredFiles(context?: string, signal?: AbortSignal): Promise<string[]> {
    return listStoredFiles(this.#client, prefixOf(this.#root, context), signal)
  }

  /** Deletes a file that is there; `not-found` when it is not. */
  async deleteFile(file: NamedFile): Promise<void> {
    const key = this.#key(file)
    await head(this.#client, key, file.signal)
    await deleteObject(this.#client, key, file.signal)
  }

  /** The prefix that contexts are relative to: empty, or ending with the delimiter. */
  getRootPath(): string {
    return this.#root
  }

  listPage(request: PageRequest, signal?: AbortSignal): Promise<ObjectPage> {
    return listPage(this.#client, request, signal)
  }

  /** Every key under a prefix in the order of the server, one page after the other. */
  listAll(request: { prefix: string }, signal?: AbortSignal): AsyncIterable<ObjectPage> {
    return listAll(this.#client, request, signal)
  }

  /** The same many times faster, for whom the order does not matter. */
  listUnordered(
    request: { prefix: string; delimiter?: string },
    signal?: AbortSignal,
  ): AsyncIterable<ObjectPage> {
    return listUnordered(this, request, signal)
  }

  head(key: string, signal?: AbortSignal): Promise<ObjectHead> {
    return head(this.#client, key, signal)
  }

  upload(request: UploadRequest, signal?: AbortSignal): Promise<UploadResult> {
    return upload(this.#client, request, signal)
  }

  /** Whether an object is, byte for byte, a local file; what it is, when it is. */
  holdsFile(key: string, file: LocalFile, signal?: AbortSignal): Promise<UploadResult | undefined> {
    return holdsFile(this.#client, key, file, signal)
  }

  /** The multipart uploads to one key that nobody has ended. */
  listUploads(key: string, signal?: AbortSignal): Promise<UnfinishedUpload[]> {
    return listUploads(this.#client, key, signal)
  }

  /** Removes the parts of an upload; one that is no longer known is no failure. */
  abortUpload(key: string, uploadId: string): Promise<void> {
    return abortUpload(this.#client, key, uploadId)
  }

  read(request: ReadRequest, signal?: AbortSignal): Promise<ReadResult> {
    return read(this.#client, request, signal)
  }

  /** The same in pieces, each of which is good until the next one is asked for. */
  fetch(request: ReadRequest, signal?: AbortSignal): Promise<FetchResult> {
    return fetch(this.#client, request, signal)
  }

  /** How an object was cut into parts, in bytes; `undefined` where the endpoint does not tell. */
  partSizes(
    object: { key: string; etag: string; size: number; parts: number },
    signal?: AbortSignal,
  ): Promise<readonly number[] | undefined> {
    return partSizes(this.#client, object, signal)
  }

  /** What {@link copy} needs of an object of this bucket. */
  copySource(
    request: { key: string; etag?: string | undefined; tags: boolean },
    signal?: AbortSignal,
  ): Promise<CopySource> {
    return readCopySource(this.#client, request, signal)
  }

  /** Copies an object of the same endpoint to this bucket. */
  copy(request: CopyRequest, signal?: AbortSignal): Promise<CopyResult> {
    return copyObject(this.#client, request, signal)
  }

  replace(request: ReplaceRequest, signal?: AbortSignal): Promise<ReplaceResult> {
    return replaceObject(this.#client, request, signal)
  }

  /** Who makes sure that a write takes nothing away that nobody was asked about. */
  async writeGuards(kind: 'upload' | 'copy'): Promise<WriteGuards> {
    return writeGuards(this.#client, kind === 'copy' ? 'conditionalCopies' : 'conditionalWrites')
  }

  createFolder(prefix: string, signal?: AbortSignal): Promise<void> {
    return createFolder(this.#client, prefix, signal)
  }

  deleteObject(key: string, signal?: AbortSignal): Promise<void> {
    return deleteObject(this.#client, key, signal)
  }

  deleteUnchanged(
    known: Pick<ObjectHead, 'key' | 'etag' | 'modified'>,
    signal?: AbortSignal,
  ): Promise<void> {
    return deleteUnchanged(this.#client, known, signal)
  }

  deleteMany(keys: readonly string[], signal?: AbortSignal): Promise<DeleteResult> {
    return deleteMany(this.#client, keys, signal)
  }

  objectTags(key: string, signal?: AbortSignal): Promise<Tag[]> {
    return objectTags(this.#client, key, signal)
  }

  objectAcl(key: string, signal?: AbortSignal): Promise<ObjectAcl> {
    return objectAcl(this.#client, key, signal)
  }

  countVersions(key: string, signal?: AbortSignal): Promise<VersionCount> {
    return countVersions(this.#client, key, signal)
  }

  bucketFact(name: BucketFactName, signal?: AbortSignal): Promise<BucketFact> {
    return bucketFact(this.#client, name, signal)
  }

  #key({ fileName, context }: NamedFile): string {
    return prefixOf(this.#root, context) + fileName
  }
}
