import { randomBytes } from 'node:crypto'
import { CreateBucketCommand, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3'
import type { RunningServer } from '../servers/running-server.ts'
import { type RawResponse, sendRaw } from './raw-http.ts'
import {
  type ChunkSigner,
  encodePath,
  encodeQuery,
  presign,
  type Signer,
  sha256,
  signInHeader,
} from './sigv4.ts'

/** The servers that the suite runs against. */
export type ServerName = 'playground' | 'ceph-rgw 16.2'

/** A hand-made request; what is left out is sent right. */
export interface RawRequest {
  readonly method: string
  readonly bucket?: string
  readonly key?: string
  readonly query?: Record<string, string>
  /** Lower-case names. */
  readonly headers?: Record<string, string>
  readonly body?: string | Buffer | ((signer: ChunkSigner) => Buffer)
  /** The value of x-amz-content-sha256, when it is not the body's digest. */
  readonly payload?: string
  readonly signer?: Partial<Signer>
  readonly host?: string
  /** Puts the bucket in the Host header instead of the path. */
  readonly virtualHosted?: true
  /** Changes the request after it was signed. */
  readonly alter?: (sent: SentRequest) => Partial<SentRequest>
}

/** What goes on the wire. */
export interface SentRequest {
  readonly method: string
  readonly target: string
  readonly headers: Record<string, string>
  readonly body: Buffer
}

/** The server under test, and the ways to talk to it. */
export class Subject {
  readonly name: ServerName
  readonly #start: () => Promise<RunningServer>
  readonly #clients: S3Client[] = []
  #server: RunningServer | undefined
  #s3: S3Client | undefined
  #buckets = 0

  constructor(name: ServerName, start: () => Promise<RunningServer>) {
    this.name = name
    this.#start = start
  }

  async start(): Promise<void> {
    this.#server = await this.#start()
    this.#s3 = this.client()
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.destroy()
    await this.#server?.stop()
  }

  get server(): RunningServer {
    if (!this.#server) throw new Error('the server has not been started')
    return this.#server
  }

  /** A client with the SDK's default settings, but for addressing and retries. */
  get s3(): S3Client {
    if (!this.#s3) throw new Error('the server has not been started')
    return this.#s3
  }

  /** Another client; it is closed when the suite ends. */
  client(config: S3ClientConfig = {}): S3Client {
    const { endpoint, region, accessKeyId, secretAccessKey } = this.server
    const client = new S3Client({
      endpoint,
      region,
      credentials: { accessKeyId, secretAccessKey },
      forcePathStyle: true,
      maxAttempts: 1,
      logger: SILENT,
      ...config,
    })
    this.#clients.push(client)
    return client
  }

  /** Makes a bucket that nobody else uses. */
  async createBucket(label: string): Promise<string> {
    this.#buckets += 1
    const name = `${label}-${this.#buckets}-${randomBytes(4).toString('hex')}`
    await this.s3.send(new CreateBucketCommand({ Bucket: name }))
    return name
  }

  /** Signs in the header and sends exactly these bytes. */
  raw(request: RawRequest): Promise<RawResponse> {
    const { method, query = {}, headers = {}, body = '' } = request
    const fixed = typeof body === 'function' ? undefined : Buffer.from(body)
    const payload = request.payload ?? sha256(fixed ?? '')
    const { path, host } = this.#address(request)
    const wire = { method, path, query, headers: { ...headers, host } }
    const signed = signInHeader(wire, this.signer(request.signer), payload)
    const sent: SentRequest = {
      method,
      target: target(path, query),
      headers: signed.headers,
      body: typeof body === 'function' ? body(signed.chunks) : Buffer.from(body),
    }
    return this.send({ ...sent, ...request.alter?.(sent) })
  }

  /** The path and query of a presigned request; headers given here are signed too. */
  presigned(request: RawRequest & { expires?: number }): string {
    const { method, query = {}, headers = {}, expires = 600 } = request
    const { path, host } = this.#address(request)
    const wire = { method, path, query, headers: { ...headers, host } }
    return presign(wire, this.signer(request.signer), expires)
  }

  /** Sends without signing. */
  send(request: {
    method: string
    target: string
    headers?: Record<string, string>
    body?: string | Buffer
  }): Promise<RawResponse> {
    const body = Buffer.from(request.body ?? '')
    const framed = request.headers?.['transfer-encoding'] !== undefined
    const length =
      framed || (body.length === 0 && request.method !== 'PUT' && request.method !== 'POST')
        ? {}
        : { 'content-length': String(body.length) }
    const headers = { host: new URL(this.server.endpoint).host, ...length, ...request.headers }
    return sendRaw(this.server.endpoint, { ...request, headers, body })
  }

  signer(changes: Partial<Signer> = {}): Signer {
    const { region, accessKeyId, secretAccessKey } = this.server
    return { region, accessKeyId, secretAccessKey, date: new Date(), ...changes }
  }

  #address(request: RawRequest): { path: string; host: string } {
    const { host: address, port } = new URL(this.server.endpoint)
    const { bucket, key = '', virtualHosted } = request
    if (bucket === undefined) return { path: '/', host: request.host ?? address }
    if (virtualHosted) return { path: `/${key}`, host: `${bucket}.localhost:${port}` }
    const path = request.key === undefined ? `/${bucket}` : `/${bucket}/${key}`
    return { path, host: request.host ?? address }
  }
}

// Refusals are what many checks are after; the SDK would print a warning for each.
const silence = (): undefined => undefined
const SILENT = { debug: silence, info: silence, warn: silence, error: silence }

function target(path: string, query: Record<string, string>): string {
  const text = encodeQuery(query)
  return text === '' ? encodePath(path) : `${encodePath(path)}?${text}`
}
