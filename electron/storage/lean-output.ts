import { Readable } from 'node:stream'
import { readWhole } from './answer-body.ts'
import { leanAccess, leanCopy } from './lean-documents.ts'
import { leanHeaders } from './lean-headers.ts'
import type { SdkAnswer } from './sdk-exchange.ts'

type Answer = SdkAnswer['response']
type Reader = (answer: Answer) => object | undefined | Promise<object | undefined>

/** A success as the SDK tells it. */
export interface LeanOutput {
  readonly $metadata: { readonly httpStatusCode: number; readonly attempts: number }
}

/** How the answer to each command is read. */
const READERS: Readonly<Record<string, Reader>> = {
  GetObjectCommand: opened,
  HeadObjectCommand: answer => ('content-length' in answer.headers ? told(answer) : undefined),
  GetObjectAclCommand: answer => documented(answer, leanAccess),
  DeleteObjectCommand: deleted,
  CopyObjectCommand: answer => documented(answer, leanCopy),
  PutObjectCommand: stored,
  UploadPartCommand: stored,
}

/**
 * What the SDK would make of a success, as far as verbs ask. `undefined` for anything that is not as
 * plain as S3's answers are: the SDK, and who guards its answers, look at it then.
 */
export async function leanOutput(command: string, answer: Answer): Promise<LeanOutput | undefined> {
  const read = await READERS[command]?.(answer)
  return read && { ...read, $metadata: { httpStatusCode: answer.statusCode, attempts: 1 } }
}

function opened({ statusCode, headers, body }: Answer): object | undefined {
  const isWhole = (statusCode === 200 || statusCode === 206) && 'content-length' in headers
  return isWhole ? { ...leanHeaders(headers), Body: body } : undefined
}

function stored(answer: Answer): object | undefined {
  return answer.headers['content-length'] === '0' ? told(answer) : undefined
}

function deleted(answer: Answer): object | undefined {
  return answer.statusCode === 204 ? emptied(answer) : undefined
}

function told(answer: Answer): object | undefined {
  return answer.statusCode === 200 ? emptied(answer) : undefined
}

/** It has no bytes, but the connection is free again only once that was read. */
function emptied({ headers, body }: Answer): object {
  body.resume()
  return leanHeaders(headers)
}

/** What is not understood is left in the answer, for the SDK. */
async function documented(
  answer: Answer,
  read: (xml: string) => object | undefined,
): Promise<object | undefined> {
  if (answer.statusCode !== 200) return undefined
  const { chunks, length } = await readWhole(answer.body, answer.statusCode)
  const bytes = Buffer.concat(chunks, length)
  const document = read(bytes.toString('utf8'))
  if (!document) answer.body = Readable.from([bytes])
  return document && { ...leanHeaders(answer.headers), ...document }
}
