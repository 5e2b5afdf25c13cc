import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { CLIENT_HEADER, type DropAnswer, DropManifest } from '#shared/ipc/browser-wire.ts'
import { SAFETY_HEADERS } from '../ipc/page-policy.ts'
import type { UploadSource } from '../transfers/upload-source.ts'
import { type Access, cookieName, refusal } from './access.ts'
import type { Pages } from './pages.ts'
import { refusedPage } from './refused-page.ts'

type Environment = { Bindings: HttpBindings }
type Respond = (request: Request) => Promise<Response>

/** The longest list of dropped files, in bytes of JSON. */
const MAX_MANIFEST_BYTES = 256 * 1024 * 1024

/** Leads on to the page, whose address has no token. */
const ENTERED = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url=/">
<title>Pail</title>
<p><a href="/">Open Pail</a></p>
</html>
`

export interface RoutesOptions {
  readonly port: number
  readonly contentSecurityPolicy: string
  readonly access: Access
  readonly pages: Pages
  readonly pageFiles: Respond
  readonly objectBytes: Respond
  /** Gives a page an opaque handle for what was dropped on it. */
  readonly addSource: (client: string, source: UploadSource) => string
}

/** Everything the browser shell answers over HTTP; the WebSocket is next door. */
export function routes(options: RoutesOptions): Hono<Environment> {
  const { access, pages, pageFiles, objectBytes, addSource } = options
  const app = new Hono<Environment>()

  app.use(guard(options))

  app.post('/drops', async context => {
    const page = pages.get(context.req.header(CLIENT_HEADER))
    if (page === undefined) return context.text('This page is not known.', 409)
    const text = await readAtMost(context.req.raw, MAX_MANIFEST_BYTES)
    if (text === undefined) return context.text('Too many files in one drop.', 413)
    const manifest = DropManifest.safeParse(parseJson(text))
    if (!manifest.success) return context.text('Not a list of dropped files.', 400)
    const { drop, source } = page.drops.add(manifest.data)
    return context.json<DropAnswer>({ drop, handle: addSource(page.client.id, source) })
  })

  app.post('/drops/:ask{[0-9]{1,15}}', async context => {
    const page = pages.get(context.req.header(CLIENT_HEADER))
    const ask = Number(context.req.param('ask'))
    const taken = await page?.drops.receive(ask, context.env.incoming)
    if (taken === undefined) return context.text('Nobody asked for this file.', 409)
    return taken ? context.body(null, 204) : context.text('The file was not taken.', 409)
  })

  app.get('/object/:name?', context => objectBytes(context.req.raw))
  app.get('*', context => pageFiles(context.req.raw))
  app.notFound(context => context.text('There is no such address.', 404))
  app.onError((_error, context) => context.text('Something went wrong inside Pail.', 500))
  return app

  /** Answers whoever may not come in, and exchanges the token of a link for the cookie. */
  function guard({ port, contentSecurityPolicy }: RoutesOptions) {
    return createMiddleware<Environment>(async (context, next) => {
      const { req } = context
      const page = req.method === 'GET' && req.path === '/'
      const reason = refusal(
        {
          method: req.method,
          host: req.header('host'),
          origin: req.header('origin'),
          fetchSite: req.header('sec-fetch-site'),
          upgrade: false,
          page,
        },
        port,
      )
      if (reason !== undefined) return answer(context.text(reason, 403))
      const known = access.admits(getCookie(context, cookieName(port)))
      const token = page ? req.query('token') : undefined
      // What only looks ahead must not use up a link.
      const ahead = /prefetch|prerender/.test(req.header('sec-purpose') ?? '')
      if (token !== undefined && !ahead) {
        const cookie = known ? undefined : access.exchange(token)
        if (!known && cookie === undefined) return refuse()
        if (cookie !== undefined) {
          const attributes = { httpOnly: true, sameSite: 'Strict', path: '/' } as const
          setCookie(context, cookieName(port), cookie, attributes)
        }
        // After a link on another site browsers hold the cookie back, but not from this page's own
        // next step (SameSite=Strict looks at who began the navigation, redirects included).
        const fromElsewhere = req.header('sec-fetch-site') === 'cross-site'
        return answer(fromElsewhere ? context.html(ENTERED) : context.redirect('/', 303))
      }
      if (!known) return refuse()
      await next()
      answer(context.res)
      return undefined

      function refuse(): Response {
        const html = refusedPage('The link was used already, or is not one of this Pail.')
        return answer(page ? context.html(html, 403) : context.text('Not without a link.', 403))
      }

      function answer(response: Response): Response {
        for (const [name, value] of Object.entries(SAFETY_HEADERS)) {
          response.headers.set(name, value)
        }
        if (!response.headers.has('content-security-policy')) {
          response.headers.set('content-security-policy', contentSecurityPolicy)
        }
        if (!response.headers.has('cache-control')) {
          response.headers.set('cache-control', 'no-store')
        }
        return response
      }
    })
  }
}

async function readAtMost(request: Request, limit: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.length
    if (bytes > limit) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
