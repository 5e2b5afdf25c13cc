import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { startChild } from '../harness/child.ts'
import type { Access } from './bench-playground.ts'

/** A playground with nothing of ours in it, and how to reach it. */
export interface Endpoint {
  readonly transport: 'plain' | 'TLS'
  /** How long a round trip takes, in milliseconds. */
  readonly away: number
  readonly access: Access
  /** The same without TLS. */
  readonly plain: string
  /** What a client must have in its environment to trust it. */
  readonly env: Readonly<Record<string, string>>
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
  const data = join(folder, 'playground')
  const args = ['dist/playground.mjs', '--data', data, '--latency', `${away}`]
  const playground = await startChild<Access>(args)
  try {
    const access = playground.hello
    yield* use({ transport: 'plain', away, access, plain: access.endpoint, env: {} })
    const certificate = makeCertificate(folder)
    if (!certificate) {
      process.stderr.write('There is no openssl here, so nothing is measured over TLS.\n')
      return
    }
    const { key, cert } = certificate
    const plain = access.endpoint
    const { port } = new URL(plain)
    const program = join(import.meta.dirname, 'tls-relay.ts')
    const relay = await startChild<{ endpoint: string }>([program, key, cert, port])
    try {
      const env = { NODE_EXTRA_CA_CERTS: cert, AWS_CA_BUNDLE: cert }
      yield* use({ transport: 'TLS', away, access: { ...access, ...relay.hello }, plain, env })
    } finally {
      await relay.stop()
    }
  } finally {
    await playground.stop()
  }
}

/** Makes a bucket through the plain endpoint: this process does not know the certificate. */
export async function makeBucket({ plain, access }: Endpoint, name: string): Promise<void> {
  const { region, endpoint: _tls, ...credentials } = access
  const client = new S3Client({ endpoint: plain, region, credentials, forcePathStyle: true })
  await client.send(new CreateBucketCommand({ Bucket: name }))
  client.destroy()
}

/** A certificate for 127.0.0.1 that nobody trusts yet; `undefined` where there is no openssl. */
function makeCertificate(folder: string): { key: string; cert: string } | undefined {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  const made = spawnSync('openssl', [
    'req',
    '-x509',
    ...kind,
    ...names,
    '-keyout',
    key,
    '-out',
    cert,
  ])
  return made.status === 0 ? { key, cert } : undefined
}
