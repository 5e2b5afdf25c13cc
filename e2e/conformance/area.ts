import {
  DeleteObjectCommand,
  type DeleteObjectCommandOutput,
  GetObjectCommand,
  type GetObjectCommandInput,
  type GetObjectCommandOutput,
  HeadObjectCommand,
  type HeadObjectCommandInput,
  type HeadObjectCommandOutput,
  PutObjectCommand,
  type PutObjectCommandInput,
  type PutObjectCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3'
import { beforeAll, describe } from 'vitest'
import { registerCheck } from './check.ts'
import type { RawResponse } from './raw-http.ts'
import type { RawRequest, Subject } from './subject.ts'

/** Registers the checks of one part of S3, with a fresh bucket for all of them. */
export function area(subject: Subject, name: string, register: (area: Area) => void): void {
  describe(name, () => {
    const it = new Area(subject, name)
    beforeAll(() => it.createBucket())
    register(it)
  })
}

/** What the checks of one area work with: a server, a bucket, and the everyday verbs on it. */
export class Area {
  readonly subject: Subject
  readonly #name: string
  #bucket = ''

  constructor(subject: Subject, name: string) {
    this.subject = subject
    this.#name = name
  }

  async createBucket(): Promise<void> {
    this.#bucket = await this.subject.createBucket(this.#name)
  }

  get bucket(): string {
    return this.#bucket
  }

  get s3(): S3Client {
    return this.subject.s3
  }

  /** Registers one thing that S3 documents. */
  check(title: string, run: () => Promise<void>): void {
    registerCheck(this.subject.name, this.#name, title, run)
  }

  put(
    key: string,
    body: PutObjectCommandInput['Body'],
    more: Partial<PutObjectCommandInput> = {},
  ): Promise<PutObjectCommandOutput> {
    const input = { Bucket: this.#bucket, Key: key, Body: body, ...more }
    return this.s3.send(new PutObjectCommand(input))
  }

  get(key: string, more: Partial<GetObjectCommandInput> = {}): Promise<GetObjectCommandOutput> {
    return this.s3.send(new GetObjectCommand({ Bucket: this.#bucket, Key: key, ...more }))
  }

  /** The object's bytes. */
  async bytes(key: string, more: Partial<GetObjectCommandInput> = {}): Promise<Buffer> {
    const { Body } = await this.get(key, more)
    return Buffer.from((await Body?.transformToByteArray()) ?? [])
  }

  /** The object's bytes as text. */
  async text(key: string, more: Partial<GetObjectCommandInput> = {}): Promise<string> {
    return (await this.bytes(key, more)).toString()
  }

  head(key: string, more: Partial<HeadObjectCommandInput> = {}): Promise<HeadObjectCommandOutput> {
    return this.s3.send(new HeadObjectCommand({ Bucket: this.#bucket, Key: key, ...more }))
  }

  delete(key: string, versionId?: string): Promise<DeleteObjectCommandOutput> {
    const input = { Bucket: this.#bucket, Key: key, VersionId: versionId }
    return this.s3.send(new DeleteObjectCommand(input))
  }

  /** A hand-made request on this area's bucket. */
  raw(request: RawRequest): Promise<RawResponse> {
    return this.subject.raw({ bucket: this.#bucket, ...request })
  }
}
