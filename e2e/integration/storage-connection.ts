import { createServer, type RequestListener } from 'node:http'
import type { Socket } from 'node:net'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { onTestFinished } from 'vitest'
import { AppError } from '#shared/errors.ts'
import type { ConnectionOptions } from '../../electron/storage/connection-options.ts'
import type { Reachability } from '../../electron/storage/reachability.ts'
import { S3Connection } from '../../electron/storage/s3-connection.ts'
import type { RunningServer } from '../servers/running-server.ts'

/** A connection to a server as a profile of that server makes it; closed with the test. */
export function connectTo(
  server: Pick<RunningServer, 'endpoint'> & Partial<RunningServer>,
  options: Partial<ConnectionOptions> = {},
  reachability?: Reachability,
): S3Connection {
  const connection = new S3Connection({ ...optionsOf(server), ...options }, reachability)
  onTestFinished(() => connection.close())
  return connection
}

/** What a profile of a server says. */
export function optionsOf(
  server: Pick<RunningServer, 'endpoint'> & Partial<RunningServer>,
): ConnectionOptions {
  const { accessKeyId = 'key', secretAccessKey = 'secret', region = 'us-east-1' } = server
  return {
    profileName: 'Test',
    endpoint: { type: 'custom', url: server.endpoint },
    region,
    addressing: 'auto',
    credentials: { type: 'keys', accessKeyId, secretAccessKey },
    readOnly: false,
  }
}

let buckets = 0

/** Makes an empty bucket of its own for a test; returns its name. */
export async function newBucket(server: RunningServer): Promise<string> {
  const { endpoint, region, accessKeyId, secretAccessKey } = server
  const credentials = { accessKeyId, secretAccessKey }
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
  buckets += 1
  const name = `storage-test-${buckets}`
  await client.send(new CreateBucketCommand({ Bucket: name }))
  client.destroy()
  return name
}

/** What a promise fails with; fails itself when the promise does not, or with no AppError. */
export async function failureOfPromise(promise: Promise<unknown>): Promise<AppError['failure']> {
  const outcome = await promise.then(
    value => ({ value }),
    (error: unknown) => error,
  )
  if (outcome instanceof AppError) return outcome.failure
  throw new Error(`Expected an AppError, got ${String(outcome)}`, { cause: outcome })
}

/** A server that answers every request the same wrong way; closed with the test. */
export async function httpServer(answer: RequestListener): Promise<{ endpoint: string }> {
  const server = createServer(answer)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

/** A server that knows no HTTP; `converse` gets each connection. Closed with the test. */
export async function tcpServer(converse: (socket: Socket) => void): Promise<{ endpoint: string }> {
  const sockets = new Set<Socket>()
  const server = createTcpServer(socket => {
    sockets.add(socket)
    socket.on('error', () => sockets.delete(socket))
    converse(socket)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}
