import type { ServerResponse } from 'node:http'
import type { S3Error } from './s3-error.ts'
import { xmlError } from './xml-write.ts'

/** Answer headers; those that are undefined are left out. */
export type ReplyHeaders = Readonly<Record<string, string | number | undefined>>

/** Writes one answer in S3's forms. */
export class Reply {
  readonly #response: ServerResponse
  readonly #requestId: string
  readonly #head: boolean

  constructor(response: ServerResponse, requestId: string, head: boolean) {
    this.#response = response
    this.#requestId = requestId
    this.#head = head
  }

  empty(status: number, headers: ReplyHeaders = {}): void {
    this.#start(
      status,
      status === 204 || status === 304 ? headers : { 'content-length': 0, ...headers },
    )
    this.#response.end()
  }

  xml(status: number, document: string, headers: ReplyHeaders = {}): void {
    const body = Buffer.from(document)
    this.#start(status, {
      'content-type': 'application/xml',
      'content-length': body.length,
      ...headers,
    })
    this.#response.end(this.#head ? undefined : body)
  }

  json(document: string): void {
    const body = Buffer.from(document)
    this.#start(200, { 'content-type': 'application/json', 'content-length': body.length })
    this.#response.end(body)
  }

  /** Bytes that are in memory already. */
  bytes(status: number, headers: ReplyHeaders, body: Buffer): void {
    this.#start(status, headers)
    this.#response.end(body)
  }

  /** Streams bytes as fast as the client takes them; done with each buffer before the next. */
  async stream(status: number, headers: ReplyHeaders, body: AsyncIterable<Buffer>): Promise<void> {
    this.#start(status, headers)
    for await (const data of body) {
      if (!(await this.#send(data))) return
    }
    this.#response.end()
  }

  /** Resolves once the bytes have left, false when the client is gone. */
  #send(data: Buffer): Promise<boolean> {
    const response = this.#response
    if (response.destroyed) return Promise.resolve(false)
    return new Promise(resolve => {
      const gone = () => resolve(false)
      response.once('close', gone)
      response.write(data, error => {
        response.off('close', gone)
        resolve(error === null || error === undefined)
      })
    })
  }

  /** S3's error document; a HEAD and a 304 have none. */
  error(error: S3Error, resource: string): void {
    if (this.#response.headersSent) {
      this.#response.destroy()
      return
    }
    if (error.status === 304) {
      this.empty(304, error.headers)
      return
    }
    const document = xmlError({
      Code: error.code,
      Message: error.message,
      ...error.detail,
      Resource: resource,
      RequestId: this.#requestId,
      HostId: HOST_ID,
    })
    this.xml(error.status, document, error.headers)
  }

  #start(status: number, headers: ReplyHeaders): void {
    const response = this.#response
    response.statusCode = status
    response.setHeader('x-amz-request-id', this.#requestId)
    response.setHeader('x-amz-id-2', HOST_ID)
    response.setHeader('server', 'PailPlayground')
    for (const [name, value] of Object.entries(headers)) {
      if (value !== undefined) response.setHeader(name, value)
    }
  }
}

const HOST_ID = 'cGFpbC1wbGF5Z3JvdW5k'
