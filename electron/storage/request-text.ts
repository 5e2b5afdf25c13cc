import type { SdkRequest } from './sdk-exchange.ts'
import { percentEncoded } from './sign-request.ts'

/** The head of a request without a body, as it goes over the wire. */
export type RequestText = string & { readonly of: 'request' }

const PATH = /^\/[\x21-\x7e]*$/
const NAME = /^[!#$%&'*+\-.^_`|~\w]+$/
const VALUE = /^[\t\x20-\x7e]*$/

/** `undefined` for what is no plain GET. */
export function requestText(request: SdkRequest): RequestText | undefined {
  const path = pathOf(request)
  const fields = Object.entries(request.headers)
  const isPlain =
    request.method === 'GET' &&
    request.body === undefined &&
    'host' in request.headers &&
    PATH.test(path) &&
    fields.every(([name, value]) => NAME.test(name) && VALUE.test(value))
  if (!isPlain) return undefined
  const lines = fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return `GET ${path} HTTP/1.1\r\n${lines}connection: keep-alive\r\n\r\n` as RequestText
}

/** What is asked for, with its query. */
export function pathOf({ path, query }: Pick<SdkRequest, 'path' | 'query'>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    const encoded = percentEncoded(name)
    if (value === null) return [encoded]
    return [value].flat().map(one => `${encoded}=${percentEncoded(one)}`)
  })
  return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path
}
