import { request as forward, type IncomingMessage, type ServerResponse } from 'node:http'
import type { RunningServer } from '../servers/running-server.ts'
import { httpServer } from './storage-connection.ts'

const PAGE = '<!DOCTYPE html><html><title>Welcome</title><form>Room number</form></html>'

/** What the network of a hotel says to whatever is asked before somebody signed in. */
export const PORTALS = {
  'a page': [200, { 'content-type': 'text/html' }, PAGE],
  'a page of a plain web server': [
    200,
    { 'content-type': 'text/html', etag: '"5f-62"', 'last-modified': new Date(0).toUTCString() },
    PAGE,
  ],
  'a page without a type': [200, {}, PAGE],
  'a redirect': [302, { location: 'http://portal.example/' }, ''],
  'a redirect that keeps the method': [307, { location: 'http://portal.example/' }, PAGE],
  'a page that is not found': [404, { 'content-type': 'text/html' }, PAGE],
  'a refusal': [403, { 'content-type': 'text/html' }, PAGE],
  'the status for it': [511, { 'content-type': 'text/html' }, PAGE],
  nothing: [200, {}, ''],
} satisfies Record<string, [number, Record<string, string>, string]>

type Looks = keyof typeof PORTALS

/** A way to a server on which somebody else answers at times; closed with the test. */
export class Portal {
  endpoint = ''
  /** Answers everything as long as it is set. */
  closed: Looks | undefined
  /** Which request it answers first, and all that follow. */
  closesAt: { looks: Looks; request: (method: string, url: string) => boolean } | undefined
  /** How many requests it answered, by method. */
  readonly answered: Record<string, number> = {}

  static async before(server: RunningServer): Promise<Portal> {
    const portal = new Portal()
    const { port } = new URL(server.endpoint)
    const { endpoint } = await httpServer((asked, answer) => portal.#pass(asked, answer, port))
    portal.endpoint = endpoint
    return portal
  }

  get total(): number {
    return Object.values(this.answered).reduce((sum, count) => sum + count, 0)
  }

  #pass(asked: IncomingMessage, answer: ServerResponse, port: string): void {
    const { method = '', url = '/', headers } = asked
    if (this.closesAt?.request(method, url)) {
      this.closed = this.closesAt.looks
      this.closesAt = undefined
    }
    if (this.closed) {
      this.answered[method] = (this.answered[method] ?? 0) + 1
      const [status, told, text] = PORTALS[this.closed]
      const length = { 'content-length': Buffer.byteLength(text) }
      asked.resume().on('end', () => answer.writeHead(status, { ...told, ...length }).end(text))
      return
    }
    const onward = forward({ host: '127.0.0.1', port, method, path: url, headers }, response => {
      answer.writeHead(response.statusCode ?? 500, response.headers)
      response.pipe(answer)
    })
    onward.on('error', () => answer.destroy())
    asked.pipe(onward)
  }
}
