import { once } from 'node:events'
import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { createAdaptorServer } from '@hono/node-server'
import { parse as parseCookies } from 'hono/utils/cookie'
import { type WebSocket, WebSocketServer } from 'ws'
import { servePageFiles } from '../ipc/page-files.ts'
import { contentSecurityPolicy } from '../ipc/page-policy.ts'
import type { Join } from '../ipc/window-client.ts'
import type { UploadSource } from '../transfers/upload-source.ts'
import { Access, cookieName, refusal } from './access.ts'
import { Pages } from './pages.ts'
import { routes } from './routes.ts'

/** The page shares the user's own computer; nothing else may reach the port. */
const HOST = '127.0.0.1'

/** A selection of a hundred thousand keys fits. */
const MAX_MESSAGE_BYTES = 128 * 1024 * 1024

const HEARTBEAT_MS = 30_000

export interface BrowserShellOptions {
  /** 0 for any that is free. */
  readonly port: number
  readonly pageFolder: string
  readonly join: Join
  readonly addSource: (client: string, source: UploadSource) => string
  readonly objectBytes: (request: Request) => Promise<Response>
}

export interface BrowserShell {
  readonly port: number
  /** A link that opens Pail in one browser, once; links made before stop working. */
  newLink(): string
  close(): Promise<void>
}

/**
 * Serves the app to the browsers of this computer: the page, its WebSocket, dropped files and
 * object bytes, to nobody who has not come in by a link.
 *
 * @throws Error when the port is taken.
 */
export async function startBrowserShell(options: BrowserShellOptions): Promise<BrowserShell> {
  const access = new Access()
  const pages = new Pages(options.join)
  const server = createAdaptorServer({
    fetch: (request, bindings) => answer(request, bindings),
    overrideGlobalObjects: false,
    // A big file may take hours; Node would cut it off after five minutes.
    serverOptions: { requestTimeout: 0 },
  }) as Server
  server.listen(options.port, HOST)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  const connect = `'self' ws://127.0.0.1:${port} ws://localhost:${port}`
  const policy = contentSecurityPolicy(connect, "'self'")
  const pageFiles = await servePageFiles({
    folder: options.pageFolder,
    contentSecurityPolicy: policy,
  })
  const { addSource, objectBytes } = options
  const app = routes({
    port,
    contentSecurityPolicy: policy,
    access,
    pages,
    pageFiles,
    objectBytes,
    addSource,
  })
  function answer(...[request, bindings]: Parameters<typeof app.fetch>) {
    return app.fetch(request, bindings)
  }
  const sockets = serveSockets(server, port, access, pages)

  return {
    port,
    newLink: () => `http://${HOST}:${port}/?token=${access.newToken()}`,
    close: async () => {
      sockets.close()
      pages.close()
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

/** The WebSocket, behind the same guard as everything else. */
function serveSockets(server: Server, port: number, access: Access, pages: Pages) {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES })
  server.on('upgrade', (request: IncomingMessage, connection: Duplex, head: Buffer) => {
    // Node leaves the errors of an upgraded connection to us; without a listener they end Pail.
    connection.on('error', () => connection.destroy())
    const client = clientOf(request)
    if (client === undefined || !mayConnect(request, port, access)) {
      // Not left half open: a stranger that never hangs up would keep Pail from stopping.
      connection.once('finish', () => connection.destroy())
      connection.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, connection, head, socket => {
      keepAlive(socket)
      pages.attach(client, socket)
    })
  })
  return sockets
}

function clientOf(request: IncomingMessage): string | undefined {
  const match = /^\/ws\?client=([\w-]{36})$/.exec(request.url ?? '')
  return match?.[1]
}

function mayConnect(request: IncomingMessage, port: number, access: Access): boolean {
  const { host, origin, cookie } = request.headers
  const site = request.headers['sec-fetch-site']
  const reason = refusal(
    {
      method: 'GET',
      host,
      origin,
      fetchSite: typeof site === 'string' ? site : undefined,
      upgrade: true,
      page: false,
    },
    port,
  )
  const name = cookieName(port)
  return reason === undefined && access.admits(parseCookies(cookie ?? '', name)[name])
}

/** A tunnel that died silently is noticed within two heartbeats. */
function keepAlive(socket: WebSocket): void {
  let alive = true
  socket.on('pong', () => {
    alive = true
  })
  const timer = setInterval(() => {
    if (!alive) return socket.terminate()
    alive = false
    socket.ping()
  }, HEARTBEAT_MS).unref()
  socket.on('close', () => clearInterval(timer))
}
