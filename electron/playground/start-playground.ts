import { once } from 'node:events'
import type { Server } from 'node:http'
import { AppError } from '#shared/errors.ts'
import { Authenticator } from './auth/authenticate.ts'
import { Endpoint, type TlsPair } from './endpoint.ts'
import { type LinkShape, PLAIN_LINK } from './link/link-shape.ts'
import type { Traffic } from './link/traffic.ts'
import { putSampleData } from './sample/sample-data.ts'
import { keysOf } from './store/keys.ts'
import { openStore } from './store/store.ts'

/** What a client needs to use the playground. */
export interface RunningPlayground {
  readonly endpoint: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** What has come over its connections so far, at the far end of the link. */
  traffic(): Traffic
  /** Ends open connections and closes the index. */
  close(): Promise<void>
}

/** How to start a playground. */
export interface PlaygroundOptions {
  /** Where buckets and objects are kept; made when it does not exist. */
  readonly folder: string
  /** Any free port unless given. */
  readonly port?: number
  /** Put sample data if there is no bucket yet. */
  readonly seed?: boolean
  readonly host?: '127.0.0.1'
  /** Wait for the disk on every blob: slower, and of use only against a power cut. */
  readonly fsync?: boolean
  /** Milliseconds that every answer is held back, as if the playground were far away. */
  readonly latency?: number
  /** The line that all connections go over, as if the playground were at its other end. */
  readonly link?: LinkShape
  /** Speaks TLS with these; plain HTTP unless given. */
  readonly tls?: TlsPair | undefined
}

const REGION = 'us-east-1'

/**
 * Starts an S3 endpoint on loopback that keeps its objects in a folder.
 *
 * @throws AppError unreachable when the port is taken, local-file when the folder is in use or damaged
 */
export async function startPlayground(options: PlaygroundOptions): Promise<RunningPlayground> {
  const {
    folder,
    port = 0,
    host = '127.0.0.1',
    fsync = false,
    latency = 0,
    link = PLAIN_LINK,
    tls,
  } = options
  const store = openStore(folder, { fsync })
  try {
    const keys = keysOf(folder)
    const authenticator = new Authenticator(keys, REGION)
    const endpoint = new Endpoint({ store, authenticator, region: REGION, latency, link, tls })
    if (options.seed === true) await putSampleData(store)
    const listening = await listen(endpoint.server, port, host)
    return {
      endpoint: `${tls ? 'https' : 'http'}://${host}:${listening}`,
      region: REGION,
      ...keys,
      traffic: endpoint.traffic,
      close: async () => {
        await endpoint.stop()
        await store.close()
      },
    }
  } catch (cause) {
    await store.close()
    throw cause
  }
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (cause) {
    throw new AppError(
      {
        code: 'unreachable',
        message: `The playground could not listen on ${host}:${port}.`,
        remedy: 'Choose another port, or stop the program that uses this one.',
      },
      { cause },
    )
  }
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : port
}
