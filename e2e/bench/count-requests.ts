import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Access } from './bench-playground.ts'

/** How each of the requests begins that list or look. */
const BEGINNING = /(?:^|\r\n\r\n)(?:GET|HEAD|PUT|POST|DELETE) \//g

/** A way to a server that counts the requests without a body that go through it. */
export async function countRequests(
  access: Access,
): Promise<{ readonly access: Access; readonly close: () => number }> {
  const { hostname, port } = new URL(access.endpoint)
  const sockets = new Set<Socket>()
  let requests = 0
  const server = createServer(near => {
    const far = connect(Number(port), hostname)
    near.on('data', bytes => {
      requests += bytes.toString('latin1').match(BEGINNING)?.length ?? 0
    })
    near.pipe(far).pipe(near)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port: own } = server.address() as AddressInfo
  return {
    access: { ...access, endpoint: `http://127.0.0.1:${own}` },
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
      return requests
    },
  }
}
