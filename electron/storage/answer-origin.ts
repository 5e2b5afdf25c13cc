import { NotAnS3Answer } from './not-an-s3-answer.ts'
import { requestScope } from './request-scope.ts'
import type { SdkAnswer } from './sdk-exchange.ts'

type Head = Pick<SdkAnswer['response'], 'statusCode' | 'headers'>

/** The root element that S3 documents for the answers we read, by command. */
const ROOTS: Readonly<Record<string, string>> = {
  ListBucketsCommand: 'ListAllMyBucketsResult',
  ListObjectsV2Command: 'ListBucketResult',
  ListMultipartUploadsCommand: 'ListMultipartUploadsResult',
  ListPartsCommand: 'ListPartsResult',
  DeleteObjectsCommand: 'DeleteResult',
  CreateMultipartUploadCommand: 'InitiateMultipartUploadResult',
  CompleteMultipartUploadCommand: 'CompleteMultipartUploadResult',
  CopyObjectCommand: 'CopyObjectResult',
  UploadPartCopyCommand: 'CopyPartResult',
  GetObjectTaggingCommand: 'Tagging',
  GetObjectAclCommand: 'AccessControlPolicy',
}
const GET = 'GetObjectCommand'
const DELETE = 'DeleteObjectCommand'
const READS = new Set([GET, 'HeadObjectCommand'])
/** A server without them answers with the object itself. */
const SUBRESOURCES = new Set(['GetObjectTaggingCommand', 'GetObjectAclCommand'])
/** What they store has an ETag, and the answer tells it. */
const STORES = new Set(['PutObjectCommand', 'UploadPartCommand'])
/** Successes have nothing to say. */
const WORDLESS = new Set([
  ...STORES,
  DELETE,
  'AbortMultipartUploadCommand',
  'PutObjectTaggingCommand',
  'PutObjectAclCommand',
])
const PROXY_AUTHENTICATION = 407
/** RFC 6585: what a network says that wants a login first. */
const NETWORK_AUTHENTICATION = 511

/**
 * Tells the answers of S3 from those of whoever sits on the way to it. The login page of a hotel
 * comes as a 200 to whatever is asked, and must be taken neither for an object nor for the word that
 * something was stored or deleted.
 */
export class AnswerOrigin {
  /** Whether the server marks its answers as S3's, by what they answer; nothing while unknown. */
  readonly #marks = new Map<'reads' | 'deletes', boolean>()

  /** The server itself answers at the moment, so what was doubted is its own way to say it. */
  proven(): void {
    for (const kind of ['reads', 'deletes'] as const) {
      if (!this.#marks.has(kind)) this.#marks.set(kind, false)
    }
  }

  /** Whether the head of a success is that of S3 beyond doubt, for who does not read its body. */
  isPlain(command: string, input: object, head: Head): boolean {
    try {
      this.expectHead(command, input, head)
      return true
    } catch (error) {
      if (!(error instanceof NotAnS3Answer)) throw error
      return false
    }
  }

  /**
   * @param input of the command
   * @throws NotAnS3Answer when nobody but someone else says so with a 2xx, or an ETag is missing
   */
  expectHead(command: string, input: object, { statusCode, headers }: Head): void {
    const told = 'etag' in headers
    const marked = isMarked(headers)
    if (STORES.has(command) && !told) {
      const sender = marked ? 'forgetful-server' : 'someone-else'
      throw new NotAnS3Answer('There is no ETag', statusCode, sender)
    }
    const kind = READS.has(command) ? 'reads' : command === DELETE ? 'deletes' : undefined
    if (kind && marked) this.#marks.set(kind, true)
    else if (kind === 'deletes' && statusCode !== 204 && this.#isDoubtful(kind)) {
      throw new NotAnS3Answer('Expected the status 204', statusCode, 'someone-else')
    } else if (kind === 'reads' && !this.#isObject(command, input, headers)) {
      throw new NotAnS3Answer('This is no object', statusCode, 'someone-else')
    }
  }

  #isObject(command: string, input: object, headers: Head['headers']): boolean {
    const told = 'etag' in headers
    // A page may have an ETag of its own, and an object may be a page.
    if (isPage(headers)) return told && !this.#isDoubtful('reads')
    if (told || 'last-modified' in headers) return true
    return command === GET && !('IfMatch' in input && input.IfMatch !== undefined)
  }

  /** Nobody sits in front of a job who would see that something is wrong. */
  #isDoubtful(kind: 'reads' | 'deletes'): boolean {
    return this.#marks.get(kind) ?? requestScope().job !== undefined
  }

  /** The same once the beginning of the body is there, for everything but objects. */
  expectBody(command: string, head: Head, text: string): void {
    const { statusCode, headers } = head
    const found = rootOf(text)
    const root = ROOTS[command]
    const wordless = WORDLESS.has(command)
    if (found === 'Error' || (root === undefined && !wordless)) return
    const isEmpty = text.trim() === ''
    if (wordless ? isEmpty || isMarked(headers) : found === root) return
    const what = isEmpty ? 'nothing' : found ? `<${found}>` : 'something else'
    const wanted = wordless ? 'nothing' : `<${root}>`
    const own = isMarked(headers) || (SUBRESOURCES.has(command) && 'etag' in headers)
    const sender = own ? 'server' : 'someone-else'
    throw new NotAnS3Answer(`Expected ${wanted}, got ${what}`, statusCode, sender)
  }

  /** Errors of S3 are XML, or have no body at all (HEAD); anything else comes from something else. */
  expectError({ statusCode, headers }: Head, text: string): void {
    const found = rootOf(text)
    if (found === 'Error' || statusCode === 304) return
    const marked = isMarked(headers)
    const login = statusCode === NETWORK_AUTHENTICATION || statusCode === PROXY_AUTHENTICATION
    if (login || (statusCode < 400 && !marked)) {
      const where = headers['location'] === undefined ? '' : ` to ${headers['location']}`
      throw new NotAnS3Answer(`The answer was ${statusCode}${where}`, statusCode, 'someone-else')
    }
    if (text.trim() === '') return
    // A busy proxy in front of a real S3 says so in HTML: the status is enough to try again.
    if (statusCode >= 500 || statusCode === 429) {
      throw Object.assign(new Error(`The answer was ${statusCode} without an S3 error`), {
        name: 'ProxyError',
        $metadata: { httpStatusCode: statusCode },
        $response: { headers },
      })
    }
    const sender = marked ? 'server' : 'someone-else'
    throw new NotAnS3Answer(`Expected <Error>, got <${found ?? 'text'}>`, statusCode, sender)
  }
}

/** Whether a bare refusal looks like one of a page that was asked for, as S3 servers have none. */
export function mayBeOfPage({ headers }: Pick<Head, 'headers'>): boolean {
  return isPage(headers) && !isMarked(headers)
}

/** The root element that the answer to a command has. */
export function isRootOf(command: string, text: string): boolean {
  return ROOTS[command] !== undefined && rootOf(text) === ROOTS[command]
}

function isMarked(headers: Head['headers']): boolean {
  if ('x-amz-request-id' in headers) return true
  return Object.keys(headers).some(name => name.startsWith('x-amz-'))
}

function isPage(headers: Head['headers']): boolean {
  return /^(text\/html|application\/xhtml)/i.test(headers['content-type'] ?? '')
}

function rootOf(text: string): string | undefined {
  return /^\uFEFF?\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*)*<(?:[\w.-]+:)?([\w.-]+)[\s>/]/s.exec(text)?.[1]
}
