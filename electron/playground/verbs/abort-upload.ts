import type { Exchange } from '../exchange.ts'
import { uploadOf } from './upload-part.ts'

/** AbortMultipartUpload. */
export function abortUpload(exchange: Exchange): void {
  exchange.store.uploads.abort(uploadOf(exchange))
  exchange.reply.empty(204)
}
