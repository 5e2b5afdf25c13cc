import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { presign } from '../conformance/sigv4.ts'
import { startChild } from '../harness/child.ts'
import type { Access } from './bench-playground.ts'
import type { Figure } from './figure.ts'

const MiB = 1024 * 1024
const LANES = 8
const REQUESTS = 200
const BODY = Buffer.alloc(MiB, 'x')
/** What every client of today sends with an object. */
const PUT_HEADERS = { 'x-amz-checksum-crc32': checksumOf(BODY) }

/**
 * How fast the playground itself takes and gives bytes, asked by nothing but Node's HTTP; and a
 * server that forgets them. What Pail moves more slowly than the playground is Pail's own time.
 */
export async function* transferFloor(access: Access, bucket: string): AsyncGenerator<Figure> {
  const agent = new Agent({ keepAlive: true, maxSockets: LANES })
  const forgetful = await startChild<{ url: string }>([
    join(import.meta.dirname, 'forgetful-server.ts'),
    String(MiB),
  ])
  const { host } = new URL(access.endpoint)
  const urlOf = (method: string, at: number) => {
    const headers = { host, ...(method === 'PUT' && PUT_HEADERS) }
    const wire = { method, path: `/${bucket}/floor/${at}`, query: {}, headers }
    return access.endpoint + presign(wire, { ...access, date: new Date() }, 900)
  }
  for (const [verb, method] of [
    ['takes', 'PUT'],
    ['gives', 'GET'],
  ] as const) {
    const playground = await megabytesASecond(agent, method, at => urlOf(method, at))
    const control = await megabytesASecond(agent, method, () => forgetful.hello.url)
    yield {
      name: `plain: the playground alone ${verb} objects of 1 MiB in ${LANES} lanes (control: node:http that forgets)`,
      unit: 'MiB/s',
      ours: playground,
      control,
      goal: 'known',
      ok: true,
    }
  }
  agent.destroy()
  await forgetful.stop()
}

async function megabytesASecond(
  agent: Agent,
  method: 'PUT' | 'GET',
  urlOf: (at: number) => string,
): Promise<number> {
  const started = performance.now()
  const numbers = Array.from({ length: REQUESTS }, (_, at) => at).values()
  const lane = async () => {
    for (const at of numbers) await ask(agent, method, urlOf(at))
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return REQUESTS / ((performance.now() - started) / 1000)
}

function ask(agent: Agent, method: 'PUT' | 'GET', url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = method === 'PUT' ? { ...PUT_HEADERS, 'content-length': BODY.length } : {}
    const asked = request(url, { agent, method, headers }, answer => {
      if (answer.statusCode !== 200) reject(new Error(`${method}: ${answer.statusCode}`))
      answer.on('end', resolve).on('error', reject).resume()
    })
    asked.on('error', reject).end(method === 'PUT' ? BODY : undefined)
  })
}

function checksumOf(bytes: Buffer): string {
  const digest = Buffer.alloc(4)
  digest.writeUInt32BE(crc32(bytes))
  return digest.toString('base64')
}
