import {
  AbortMultipartUploadCommand,
  type AbortMultipartUploadCommandOutput,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  type CompleteMultipartUploadCommandInput,
  type CompleteMultipartUploadCommandOutput,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
  UploadPartCommand,
  type UploadPartCommandInput,
  type UploadPartCommandOutput,
} from '@aws-sdk/client-s3'
import type { Area } from './area.ts'

/** The least that a part which is not the last may have: 5 MiB. */
export const LEAST_PART = Buffer.alloc(5 << 20, 'five mebibytes ')

/** The last part may be of any size. */
export const LAST_PART = Buffer.from('the last part may be short')

/** One multipart upload. */
export class Multipart {
  readonly target: { Bucket: string; Key: string }
  readonly id: string
  readonly #it: Area

  constructor(it: Area, key: string, id: string) {
    this.#it = it
    this.target = { Bucket: it.bucket, Key: key }
    this.id = id
  }

  static async create(
    it: Area,
    key: string,
    more: Partial<CreateMultipartUploadCommandInput> = {},
  ): Promise<Multipart> {
    const input = { Bucket: it.bucket, Key: key, ...more }
    const { UploadId = '' } = await it.s3.send(new CreateMultipartUploadCommand(input))
    return new Multipart(it, key, UploadId)
  }

  async part(
    PartNumber: number,
    Body: Buffer,
    more: Partial<UploadPartCommandInput> = {},
  ): Promise<UploadPartCommandOutput & { PartNumber: number }> {
    const input = { ...this.target, UploadId: this.id, PartNumber, Body, ...more }
    return { PartNumber, ...(await this.#it.s3.send(new UploadPartCommand(input))) }
  }

  /** Sends the bodies as parts 1, 2, 3 … */
  async parts(bodies: readonly Buffer[]): Promise<CompletedPart[]> {
    const done: CompletedPart[] = []
    for (const body of bodies) {
      const { PartNumber, ETag } = await this.part(done.length + 1, body)
      done.push({ PartNumber, ETag })
    }
    return done
  }

  complete(
    parts: CompletedPart[],
    more: Partial<CompleteMultipartUploadCommandInput> = {},
  ): Promise<CompleteMultipartUploadCommandOutput> {
    const MultipartUpload = { Parts: parts }
    const input = { ...this.target, UploadId: this.id, MultipartUpload, ...more }
    return this.#it.s3.send(new CompleteMultipartUploadCommand(input))
  }

  abort(): Promise<AbortMultipartUploadCommandOutput> {
    const input = { ...this.target, UploadId: this.id }
    return this.#it.s3.send(new AbortMultipartUploadCommand(input))
  }
}
