import { readFileSync } from 'node:fs'
import { Agent } from 'node:https'
import { join } from 'node:path'
import { CreateBucketCommand, PutBucketEncryptionCommand, S3Client } from '@aws-sdk/client-s3'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { makeCertificate } from '../../electron/storage/own-certificate.ts'
import { startChild } from '../harness/child.ts'
import type { Access } from './bench-playground.ts'

/** Bodies count as garbage of the heap only: V8 collects all of it twice as often otherwise. */
const ENDPOINT_FLAGS = ['--external-memory-accounted-in-global-limit']

/** A playground with nothing of ours in it, and how to reach it. */
export interface Endpoint {
  readonly transport: 'plain' | 'TLS'
  /** How long a round trip takes, in milliseconds. */
  readonly away: number
  readonly access: Access
  /** The path of the certificate, in PEM, that a client must trust. */
  readonly cert: string | undefined
  /** What makes clients trust it, in their environment. */
  readonly env: Readonly<Record<string, string>>
}

interface Certificate {
  /** Paths of PEM files. */
  readonly key: string
  readonly cert: string
}

/**
 * Runs `use` beside a playground of its own, without TLS and then, where openssl is there, with.
 *
 * @param away how long a round trip is to take, in milliseconds
 */
export async function* withEndpoints<T>(
  folder: string,
  use: (endpoint: Endpoint) => AsyncIterable<T>,
  away = 0,
): AsyncGenerator<T> {
  yield* withEndpoint(folder, use, away, undefined)
  const certificate = certificateIn(folder)
  if (certificate) yield* withEndpoint(folder, use, away, certificate)
  else process.stderr.write('There is no openssl here, so nothing is measured over TLS.\n')
}

async function* withEndpoint<T>(
  folder: string,
  use: (endpoint: Endpoint) => AsyncIterable<T>,
  away: number,
  certificate: Certificate | undefined,
): AsyncGenerator<T> {
  const transport = certificate ? 'TLS' : 'plain'
  const data = join(folder, `playground-${transport}`)
  const args = ['dist/playground.mjs', '--data', data, '--latency', `${away}`]
  const { key, cert } = certificate ?? {}
  const tls = key && cert ? ['--tls-key', key, '--tls-cert', cert] : []
  const playground = await startChild<Access>([...ENDPOINT_FLAGS, ...args, ...tls])
  const env: Record<string, string> = cert
    ? { NODE_EXTRA_CA_CERTS: cert, AWS_CA_BUNDLE: cert, SSL_CERT_FILE: cert }
    : {}
  try {
    yield* use({ transport, away, access: playground.hello, cert, env })
  } finally {
    await playground.stop()
  }
}

/**
 * Makes a bucket. Under KMS no object has an MD5 for its ETag, which would cost the endpoint more
 * than all else.
 */
export async function makeBucket({ access, cert }: Endpoint, name: string): Promise<void> {
  const { region, endpoint, ...credentials } = access
  const client = new S3Client({
    endpoint,
    region,
    credentials,
    forcePathStyle: true,
    // This process was started before there was a certificate.
    ...(cert && {
      requestHandler: new NodeHttpHandler({ httpsAgent: new Agent({ ca: readFileSync(cert) }) }),
    }),
  })
  await client.send(new CreateBucketCommand({ Bucket: name }))
  const rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' as const } }
  const ServerSideEncryptionConfiguration = { Rules: [rule] }
  const encryption = { Bucket: name, ServerSideEncryptionConfiguration }
  await client.send(new PutBucketEncryptionCommand(encryption))
  client.destroy()
}

/** A certificate for 127.0.0.1 that nobody trusts yet; `undefined` where there is no openssl. */
function certificateIn(folder: string): Certificate | undefined {
  try {
    return makeCertificate(folder)
  } catch {
    return undefined
  }
}
