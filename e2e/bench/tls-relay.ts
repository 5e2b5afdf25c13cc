// Speaks TLS before a server that does not, in a process of its own: `tls-relay.ts KEY CERT PORT`.
import { readFileSync } from 'node:fs'
import { type AddressInfo, connect } from 'node:net'
import { createServer } from 'node:tls'

const [key = '', cert = '', port = ''] = process.argv.slice(2)
const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, socket => {
  const behind = connect(Number(port), '127.0.0.1')
  socket.setNoDelay(true)
  behind.setNoDelay(true)
  socket.pipe(behind).pipe(socket)
  socket.on('error', () => behind.destroy())
  behind.on('error', () => socket.destroy())
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  process.stdout.write(`${JSON.stringify({ endpoint: `https://127.0.0.1:${port}` })}\n`)
})
process.once('SIGTERM', () => process.exit(0))
