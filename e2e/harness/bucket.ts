import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
} from '@aws-sdk/client-s3'
import type { EndpointHello } from './test.ts'

/** A bucket that a test fills and reads behind the app's back, as another program would. */
export class OtherProgram {
  readonly #sdk: S3Client
  readonly #bucket: string

  constructor({ endpoint, region, accessKeyId, secretAccessKey }: EndpointHello, bucket: string) {
    const credentials = { accessKeyId, secretAccessKey }
    this.#sdk = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
    this.#bucket = bucket
  }

  async makeBucket() {
    await this.#sdk.send(new CreateBucketCommand({ Bucket: this.#bucket }))
  }

  async put(key: string, body: string | Uint8Array, more: Partial<PutObjectCommandInput> = {}) {
    await this.#sdk.send(
      new PutObjectCommand({ Bucket: this.#bucket, Key: key, Body: body, ...more }),
    )
  }

  async read(key: string): Promise<Buffer> {
    const { Body } = await this.#sdk.send(new GetObjectCommand({ Bucket: this.#bucket, Key: key }))
    return Buffer.from((await Body?.transformToByteArray()) ?? [])
  }

  async delete(key: string) {
    await this.#sdk.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: key }))
  }
}
