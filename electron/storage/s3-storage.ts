import type { Readable } from 'node:stream'
import type { ObjectHead, ObjectPage } from '#shared/s3.ts'
import type { BucketClient } from './bucket-client.ts'
import { checkIfExists } from './check-if-exists.ts'
import { prefixOf } from './context.ts'
import { createFolder } from './create-folder.ts'
import { type DeleteResult, deleteMany } from './delete-many.ts'
import { deleteObject } from './delete-object.ts'
import { downloadFile } from './download-file.ts'
import { head } from './head.ts'
import { listAll } from './list-all.ts'
import { listPage, type PageRequest } from './list-page.ts'
import { listStoredFiles } from './list-stored-files.ts'
import type { NamedFile } from './named-file.ts'
import { type ReadRequest, type ReadResult, read } from './read.ts'
import { upload } from './upload.ts'
import { type FileToStore, uploadFile } from './upload-file.ts'
import type { UploadRequest, UploadResult } from './upload-task.ts'
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

  listAll(request: { prefix: string }, signal?: AbortSignal): AsyncIterable<ObjectPage> {
    return listAll(this.#client, request, signal)
  }

  head(key: string, signal?: AbortSignal): Promise<ObjectHead> {
    return head(this.#client, key, signal)
  }

  upload(request: UploadRequest, signal?: AbortSignal): Promise<UploadResult> {
    return upload(this.#client, request, signal)
  }

  read(request: ReadRequest, signal?: AbortSignal): Promise<ReadResult> {
    return read(this.#client, request, signal)
  }

  createFolder(prefix: string, signal?: AbortSignal): Promise<void> {
    return createFolder(this.#client, prefix, signal)
  }

  deleteObject(key: string, signal?: AbortSignal): Promise<void> {
    return deleteObject(this.#client, key, signal)
  }

  deleteMany(keys: readonly string[], signal?: AbortSignal): Promise<DeleteResult> {
    return deleteMany(this.#client, keys, signal)
  }

  #key({ fileName, context }: NamedFile): string {
    return prefixOf(this.#root, context) + fileName
  }
}
