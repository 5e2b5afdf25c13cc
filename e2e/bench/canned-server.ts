import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

// The same bytes to everybody: the fastest that node:http can be.
const body = Buffer.alloc(Number(process.argv[2]), 'x')
const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'application/xml', 'content-length': body.length })
  response.end(body)
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}/` })}\n`)
})
process.once('SIGTERM', () => process.exit(0))
