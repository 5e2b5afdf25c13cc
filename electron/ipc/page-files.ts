import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import mime from 'mime'
import { SAFETY_HEADERS } from './page-policy.ts'

export interface PageFilesOptions {
  /** The built renderer. */
  readonly folder: string
  readonly contentSecurityPolicy: string
}

/**
 * Serves the built renderer, behind both shells. The files are listed once and only those names
 * are answered, so no path can lead anywhere else, however it is spelled.
 *
 * @throws Error when the renderer was not built.
 */
export async function servePageFiles(
  options: PageFilesOptions,
): Promise<(request: Request) => Promise<Response>> {
  const { folder, contentSecurityPolicy } = options
  const files = await filesByUrlPath(folder)
  const headers = { ...SAFETY_HEADERS, 'content-security-policy': contentSecurityPolicy }

  return async request => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response('Only GET and HEAD.\n', { status: 405, headers })
    }
    const { pathname } = new URL(request.url)
    const file = files.get(pathname === '/' ? '/index.html' : pathname)
    if (file === undefined)
      return new Response('There is no such file.\n', { status: 404, headers })
    const body = request.method === 'HEAD' ? null : await readFile(file)
    return new Response(body, {
      headers: {
        ...headers,
        'content-type': contentType(file),
        // The built names carry a hash of what is in them, all but the page itself.
        'cache-control': file.includes(`${sep}assets${sep}`)
          ? 'public, max-age=31536000, immutable'
          : 'no-store',
      },
    })
  }
}

async function filesByUrlPath(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
  return new Map(
    files.map(file => {
      const segments = relative(folder, file).split(sep)
      return [`/${segments.map(encodeURIComponent).join('/')}`, file]
    }),
  )
}

function contentType(file: string): string {
  const type = mime.getType(file) ?? 'application/octet-stream'
  return /^text\/|javascript|json/.test(type) ? `${type}; charset=utf-8` : type
}
