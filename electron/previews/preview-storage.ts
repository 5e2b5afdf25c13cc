import type { ReadRequest, ReadResult } from '../storage/read.ts'
import type { ReplaceRequest, ReplaceResult } from '../storage/replace-object.ts'
import type { UploadRequest, UploadResult } from '../storage/upload-task.ts'

/** What looking into objects needs of a bucket. */
export interface PreviewStorage {
  read(request: ReadRequest, signal?: AbortSignal): Promise<ReadResult>
  replace(request: ReplaceRequest, signal?: AbortSignal): Promise<ReplaceResult>
  upload(request: UploadRequest, signal?: AbortSignal): Promise<UploadResult>
}
