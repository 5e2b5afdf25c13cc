import { protocol, type Session } from 'electron'
import { SAFETY_HEADERS } from '../ipc/page-policy.ts'
import { OBJECT_SCHEME, PAGE_ORIGIN, PAGE_SCHEME } from './page-origin.ts'

type Respond = (request: Request) => Promise<Response>

/** Makes both schemes behave like https. Must be called before the app is ready, and once. */
export function registerSchemes(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true }
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { ...privileges, codeCache: true } },
    { scheme: OBJECT_SCHEME, privileges },
  ])
}

export interface SchemeHandlers {
  readonly pageFiles: Respond
  readonly objectBytes: Respond
}

/** Answers both schemes, and lets the page reach nothing else, whatever its policy says. */
export function handleSchemes(session: Session, handlers: SchemeHandlers): void {
  session.protocol.handle(PAGE_SCHEME, request =>
    isPage(request.url)
      ? handlers.pageFiles(request)
      : new Response('There is no such page.\n', { status: 404, headers: SAFETY_HEADERS }),
  )
  session.protocol.handle(OBJECT_SCHEME, async request => {
    const response = await handlers.objectBytes(request)
    // The page is of another scheme, so for its pictures this is another site; nobody else is here.
    response.headers.set('cross-origin-resource-policy', 'cross-origin')
    return response
  })
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !isOurs(details.url) })
  })
}

/** By text: a URL of a scheme that Node does not know has no origin to compare. */
function isPage(url: string): boolean {
  return url === PAGE_ORIGIN || url.startsWith(`${PAGE_ORIGIN}/`)
}

function isOurs(url: string): boolean {
  return /^(pail|pail-object|blob|data|devtools):/.test(url)
}
