import type { ReadRequest, ReadResult } from '../storage/read.ts'
import type { ReplaceRequest, ReplaceResult } from '../storage/replace-object.ts'
import type { LocalFile, UploadRequest, UploadResult } from '../storage/upload-task.ts'

/** What editing in other programs needs of a bucket. */
export interface EditStorage {
  read(request: ReadRequest, signal?: AbortSignal): Promise<ReadResult>
  replace(request: ReplaceRequest, signal?: AbortSignal): Promise<ReplaceResult>
  upload(request: UploadRequest, signal?: AbortSignal): Promise<UploadResult>
  holdsFile(key: string, file: LocalFile, signal?: AbortSignal): Promise<UploadResult | undefined>
}
