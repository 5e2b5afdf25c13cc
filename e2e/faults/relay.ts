import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

/** A way to a server that counts the bytes that go through it. */
export interface Relay {
  readonly endpoint: string
  /** Bytes towards the server, and back. */
  readonly sent: () => number
  readonly received: () => number
  close(): void
}

/** Opens a port of its own that leads to an endpoint. */
export async function openRelay(endpoint: string): Promise<Relay> {
  const { hostname, port } = new URL(endpoint)
  const sockets = new Set<Socket>()
  let sent = 0
  let received = 0
  const server = createServer(inner => {
    const outer = connect(Number(port), hostname)
    inner.on('data', bytes => (sent += bytes.length))
    outer.on('data', bytes => (received += bytes.length))
    inner.pipe(outer).pipe(inner)
    for (const [one, other] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      sockets.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: () => sent,
    received: () => received,
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
