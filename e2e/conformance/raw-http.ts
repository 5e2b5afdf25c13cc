import { once } from 'node:events'
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** What came back, unparsed. */
export interface RawResponse {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/**
 * Sends one request whose path, headers and body bytes nobody touches.
 * `endpoint` names the address to connect to; the Host header is the caller's.
 */
export async function sendRaw(
  endpoint: string,
  options: { method: string; target: string; headers: OutgoingHttpHeaders; body?: Buffer },
): Promise<RawResponse> {
  const { hostname, port } = new URL(endpoint)
  const { method, target, headers, body } = options
  const outgoing = request({ hostname, port, method, path: target, headers, agent: false })
  const answered = once(outgoing, 'response')
  outgoing.end(body)
  const [incoming] = await answered
  return {
    status: incoming.statusCode,
    headers: incoming.headers,
    body: await buffer(incoming),
  }
}

/** `accepted`, or the status and S3's error code, as in `403 AccessDenied`. */
export function verdict(response: RawResponse): string {
  if (response.status < 300) return 'accepted'
  const code = /<Code>([^<]*)<\/Code>/.exec(response.body.toString())?.[1]
  return code === undefined ? String(response.status) : `${response.status} ${code}`
}
