import { request as forward, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RunningServer } from '../servers/running-server.ts'
import { httpServer } from './storage-connection.ts'

/** Answers are held back so long, so that what may be in flight together is: milliseconds. */
const FAR = 30

/** What was in flight: PUTs with a body, from their first byte to their answer. */
export interface Flight {
  bytes: number
  mostBytes: number
  requests: number
  mostRequests: number
  /** Those that were answered with 503. */
  refused: number
}

/**
 * A way to a server that counts what is in flight; closed with the test.
 *
 * @param mostAtOnce refuses what is more with 503, as a busy server does
 */
export async function countingProxy(
  server: RunningServer,
  mostAtOnce = Number.POSITIVE_INFINITY,
): Promise<{ endpoint: string; flight: Flight }> {
  const flight = { bytes: 0, mostBytes: 0, requests: 0, mostRequests: 0, refused: 0 }
  const { port } = new URL(server.endpoint)
  const pass = async (asked: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const { method = '', url = '/', headers } = asked
    const bytes = method === 'PUT' ? Number(headers['content-length'] ?? 0) : 0
    const requests = bytes > 0 ? 1 : 0
    flight.bytes += bytes
    flight.requests += requests
    flight.mostBytes = Math.max(flight.mostBytes, flight.bytes)
    flight.mostRequests = Math.max(flight.mostRequests, flight.requests)
    const over = () => {
      flight.bytes -= bytes
      flight.requests -= requests
    }
    if (requests > 0 && flight.requests > mostAtOnce) {
      flight.refused += 1
      over()
      asked.resume().on('end', () => answer.writeHead(503).end())
      return
    }
    if (requests > 0) await sleep(FAR)
    const onward = forward({ host: '127.0.0.1', port, method, path: url, headers }, response => {
      over()
      answer.writeHead(response.statusCode ?? 500, response.headers)
      response.pipe(answer)
    })
    asked.pipe(onward)
  }
  const { endpoint } = await httpServer((asked, answer) => void pass(asked, answer))
  return { endpoint, flight }
}
