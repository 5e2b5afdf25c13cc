// A playground that tells what its connections have carried; prints how to reach it.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PLAIN_LINK } from '../../electron/playground/link/link-shape.ts'
import type { Traffic } from '../../electron/playground/link/traffic.ts'
import { startPlayground } from '../../electron/playground/start-playground.ts'
import type { MeteredAccess, MeteredOptions } from './metered-link.ts'

/** What it answers on its second port: the bytes, and when they were counted, in milliseconds. */
export type Reading = Traffic & { readonly at: number }

const { folder, link } = JSON.parse(process.argv[2] ?? '') as MeteredOptions
const { close, traffic, ...access } = await startPlayground({
  folder,
  link: { ...PLAIN_LINK, ...link },
})
const meter = createServer((_request, response) => {
  const reading: Reading = { ...traffic(), at: performance.now() }
  response.end(JSON.stringify(reading))
})
meter.listen(0, '127.0.0.1', () => {
  const { port } = meter.address() as AddressInfo
  const hello: MeteredAccess = { ...access, meter: `http://127.0.0.1:${port}` }
  process.stdout.write(`${JSON.stringify(hello)}\n`)
})
process.once('SIGTERM', () => void close().then(() => process.exit(0)))
