import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { createBrowserBridge } from '../../renderer/api/browser-bridge.ts'

/** A shell that a test plays by hand: what the page said, and the socket to answer on. */
async function playShell() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  vi.stubGlobal('location', { protocol: 'http:', host: `127.0.0.1:${port}` })
  const said: unknown[] = []
  const sockets: WebSocket[] = []
  const addresses: (string | undefined)[] = []
  server.on('connection', (socket, request) => {
    sockets.push(socket)
    addresses.push(request.url)
    socket.on('message', data => said.push(JSON.parse(String(data))))
  })
  onTestFinished(() => {
    vi.unstubAllGlobals()
    for (const socket of sockets) socket.terminate()
    server.close()
  })
  const tell = (message: unknown) => sockets.at(-1)?.send(JSON.stringify(message))
  const hangUp = () => sockets.at(-1)?.terminate()
  return { said, addresses, tell, hangUp }
}

const call = (id: string) => ({ id, method: 'app.info', input: {} })

test('a call made before the socket is open is sent when it is, and answered', async () => {
  const shell = await playShell()
  const bridge = createBrowserBridge()
  const reply = bridge.call(call('1'))
  await vi.waitFor(() => expect(shell.said).toEqual([{ type: 'call', call: call('1') }]))
  shell.tell({ type: 'reply', id: '1', reply: { ok: true, value: 7 } })
  expect(await reply).toEqual({ ok: true, value: 7 })
  bridge.cancel('1')
  expect(shell.said).toHaveLength(1)
})

test('a connection that breaks fails its calls; the page connects again as the same page', async () => {
  const shell = await playShell()
  const bridge = createBrowserBridge()
  const settings: unknown[] = []
  const commands: unknown[] = []
  bridge.subscribe('settings.changed', value => settings.push(value))
  bridge.subscribe('window.command', value => commands.push(value))
  const lost = bridge.call(call('1'))
  await vi.waitFor(() => expect(shell.said).toHaveLength(3))
  shell.hangUp()
  expect(await lost).toMatchObject({ ok: false, failure: { code: 'unreachable' } })

  shell.said.length = 0
  const next = bridge.call(call('2'))
  await vi.waitFor(() =>
    expect(shell.said).toEqual([
      { type: 'subscribe', topic: 'settings.changed' },
      { type: 'subscribe', topic: 'window.command' },
      { type: 'call', call: call('2') },
    ]),
  )
  shell.tell({ type: 'announce', topic: 'settings.changed', value: 1 })
  shell.tell({ type: 'reply', id: '2', reply: { ok: true, value: 2 } })
  expect(await next).toEqual({ ok: true, value: 2 })
  expect(settings).toEqual([1])
  expect(commands).toMatchObject([{ command: 'refresh' }])
  expect(new Set(shell.addresses).size).toBe(1)
})

test('a page that another Pail does not know is loaded again, to be told', async () => {
  const server = createServer((_request, response) => response.writeHead(403).end())
  server.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const reload = vi.fn()
  vi.stubGlobal('location', { protocol: 'http:', host: `127.0.0.1:${port}`, reload })
  const { fetch } = globalThis
  vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
    fetch(new URL(path, `http://127.0.0.1:${port}`), init),
  )
  onTestFinished(() => {
    vi.unstubAllGlobals()
    server.close()
  })
  createBrowserBridge()
  await vi.waitFor(() => expect(reload).toHaveBeenCalled())
})

test('a topic is followed while somebody listens', async () => {
  const shell = await playShell()
  const bridge = createBrowserBridge()
  const first = bridge.subscribe('settings.changed', () => undefined)
  const second = bridge.subscribe('settings.changed', () => undefined)
  const topic = 'settings.changed'
  await vi.waitFor(() => expect(shell.said).toEqual([{ type: 'subscribe', topic }]))
  first()
  second()
  await vi.waitFor(() => expect(shell.said.at(-1)).toEqual({ type: 'unsubscribe', topic }))
  expect(Object.isFrozen(bridge)).toBe(true)
})
