import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

// Reads whatever it is given and forgets it; gives as many bytes as it was told to whoever asks.
const body = Buffer.alloc(Number(process.argv[2]), 'x')
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    const answer = request.method === 'GET' ? body : Buffer.alloc(0)
    response.writeHead(200, { 'content-length': answer.length })
    response.end(answer)
  })
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}/` })}\n`)
})
process.once('SIGTERM', () => process.exit(0))
