import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { contentSecurityPolicy, SAFETY_HEADERS } from '../../electron/ipc/page-policy.ts'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

const THUMBNAIL =
  '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="64"><rect width="96" height="64" fill="#7a9"/></svg>'

/** Serves the built window under the policy that both shells serve it with. */
export async function serveWindow(
  folder: string,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname === '/object/thumbnail') {
      response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(THUMBNAIL)
      return
    }
    // What is on its way stays so.
    if (pathname === '/object/bytes') return
    const path = normalize(pathname === '/' ? '/index.html' : pathname)
    try {
      const body = await readFile(join(folder, path))
      response.writeHead(200, {
        ...SAFETY_HEADERS,
        'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
        // Kept with what the browser compiled of it, from one state to the next.
        'cache-control': path.startsWith('/assets/') ? 'max-age=3600' : 'no-store',
        'content-security-policy': contentSecurityPolicy("'none'", "'self'"),
      })
      response.end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
