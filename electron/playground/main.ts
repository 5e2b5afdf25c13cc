import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { AppError } from '#shared/errors.ts'
import type { TlsPair } from './endpoint.ts'
import type { LinkShape } from './link/link-shape.ts'
import { startPlayground } from './start-playground.ts'

const USAGE =
  'Usage: npm run playground -- [--port N] [--data DIR] [--latency MS] [--rate BYTES_PER_SECOND] [--delay MS] [--jitter MS] [--loss PERCENT] [--tls-key FILE --tls-cert FILE]'

interface Flags {
  readonly port: number
  readonly folder: string
  readonly latency: number
  readonly link: LinkShape
  readonly tls: TlsPair | undefined
}

await main()

async function main(): Promise<void> {
  const flags = readFlags(process.argv.slice(2))
  if (flags === undefined) return
  try {
    const { close, ...access } = await startPlayground({ ...flags, seed: true })
    const stop = () => void close().then(() => process.exit(0))
    process.once('SIGTERM', stop)
    process.once('SIGINT', stop)
    process.stdout.write(`${JSON.stringify(access)}\n`)
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause
    complain(`${cause.message} ${cause.remedy}`)
  }
}

function readFlags(args: string[]): Flags | undefined {
  try {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        latency: { type: 'string' },
        rate: { type: 'string' },
        delay: { type: 'string' },
        jitter: { type: 'string' },
        loss: { type: 'string' },
        'tls-key': { type: 'string' },
        'tls-cert': { type: 'string' },
      },
    })
    const port = Number(values.port ?? 0)
    if (!Number.isInteger(port) || port < 0 || port > 65_535 || values.port === '') {
      return complain(`--port takes a number from 0 to 65535, not "${values.port}". ${USAGE}`)
    }
    if (values.data === '') return complain(`--data takes a folder. ${USAGE}`)
    const latency = numberOf('latency', values.latency, 60_000, 'milliseconds')
    const rate = numberOf('rate', values.rate, 1e12, 'bytes a second')
    const delay = numberOf('delay', values.delay, 60_000, 'milliseconds')
    const jitter = numberOf('jitter', values.jitter, 60_000, 'milliseconds')
    const loss = numberOf('loss', values.loss, 90, 'percent') / 100
    const folder = values.data === undefined ? defaultFolder() : resolve(values.data)
    const tls = tlsPair(values['tls-key'], values['tls-cert'])
    return { port, folder, latency, link: { rate, delay, jitter, loss }, tls }
  } catch (cause) {
    return complain(`${cause instanceof Error ? cause.message : String(cause)} ${USAGE}`)
  }
}

/** @throws Error that tells which file is missing or can't be read */
function tlsPair(key: string | undefined, cert: string | undefined): TlsPair | undefined {
  if (key === undefined && cert === undefined) return undefined
  if (!key || !cert)
    throw new Error('--tls-key and --tls-cert each take a PEM file, and go together.')
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
}

/** @throws Error that tells what the flag takes */
function numberOf(flag: string, text: string | undefined, most: number, unit: string): number {
  const number = Number(text ?? 0)
  if (number >= 0 && number <= most && text !== '') return number
  throw new Error(`--${flag} takes ${unit} from 0 to ${most}, not "${text}".`)
}

/** Sample data may go with the temporary folder; each user of the computer has their own. */
function defaultFolder(): string {
  const user = process.getuid?.() ?? 'user'
  return join(tmpdir(), `pail-playground-${user}`)
}

function complain(message: string): undefined {
  process.stderr.write(`${message}\n`)
  process.exitCode = 1
  return undefined
}
