import { Agent, get } from 'node:http'
import { presign } from '../conformance/sigv4.ts'
import type { Access } from './bench-playground.ts'

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** Gets a page of a listing with nothing but Node's HTTP: the floor under every client. */
export function rawPage(
  { endpoint, ...signer }: Access,
  {
    bucket,
    ...query
  }: { bucket: string; prefix: string; 'start-after'?: string; delimiter?: string },
): Promise<Buffer> {
  const { host } = new URL(endpoint)
  const request = {
    method: 'GET',
    path: `/${bucket}`,
    query: { 'list-type': '2', 'encoding-type': 'url', ...query },
    headers: { host },
  }
  return rawGet(endpoint + presign(request, { ...signer, date: new Date() }, 900))
}

/** Gets the body at a URL over a kept connection. */
export function rawGet(url: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent }, answer => {
      const chunks: Buffer[] = []
      answer.on('data', chunk => chunks.push(chunk))
      answer.on('end', () => {
        const body = Buffer.concat(chunks)
        if (answer.statusCode === 200) resolve(body)
        else reject(new Error(`${answer.statusCode}: ${body}`))
      })
      answer.on('error', reject)
    })
    request.on('error', reject)
  })
}

export function closeConnections(): void {
  agent.destroy()
}
