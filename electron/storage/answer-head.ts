/** The head of an HTTP/1.1 answer whose body is just so many bytes. */
export interface PlainHead {
  readonly statusCode: number
  readonly reason: string
  /** Names in lower case. */
  readonly headers: Record<string, string>
  /** Bytes that the head takes, with the empty line at its end. */
  readonly length: number
  /** Bytes of the body that follows. */
  readonly bodyLength: number
  /** Whether the connection may be used again after the body. */
  readonly staysOpen: boolean
}

const END = '\r\n\r\n'
const BEGINNING = 'HTTP/1.1 20'
const STATUS = /^HTTP\/1\.1 (200|206) ?([\t\x20-\x7e]*)$/
const FIELD = /^([!#$%&'*+\-.^_`|~\w]+):[\t ]*([\t\x20-\x7e\x80-\xff]*)$/
/** Said twice, nobody knows which of them holds. */
const SINGLE = new Set(['content-length', 'content-range', 'content-type', 'etag', 'last-modified'])
/** What changes how a body is read, or who reads on after it. */
const UNUSUAL = ['transfer-encoding', 'upgrade', 'trailer']

/**
 * The head of an answer at the beginning of some bytes, where it is a plain success with a body of
 * known length: the only kind that is read without Node's parser.
 *
 * @returns `'incomplete'` while its end has not come; `'unusual'` as soon as it shows that the answer
 *   is of another kind, or does not keep to the grammar
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-6.3
 */
export function plainHead(bytes: Buffer): PlainHead | 'incomplete' | 'unusual' {
  const end = bytes.indexOf(END)
  if (end === -1) return mayBecomePlain(bytes) ? 'incomplete' : 'unusual'
  const [first = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n')
  const status = STATUS.exec(first)
  if (!status) return 'unusual'
  const headers: Record<string, string> = Object.create(null)
  for (const line of lines) {
    const [, field = '', text = ''] = FIELD.exec(line) ?? []
    if (field === '') return 'unusual'
    const name = field.toLowerCase()
    const known = headers[name]
    if (known !== undefined && SINGLE.has(name)) return 'unusual'
    const value = text.trimEnd()
    headers[name] = known === undefined ? value : `${known}, ${value}`
  }
  const length = headers['content-length'] ?? ''
  if (!/^\d{1,15}$/.test(length) || UNUSUAL.some(name => name in headers)) return 'unusual'
  return {
    statusCode: Number(status[1]),
    reason: status[2] ?? '',
    headers,
    length: end + END.length,
    bodyLength: Number(length),
    staysOpen: !/\bclose\b/i.test(headers['connection'] ?? ''),
  }
}

/** Whoever speaks another protocol may wait for us now, and never send the end of a head. */
function mayBecomePlain(bytes: Buffer): boolean {
  if (!BEGINNING.startsWith(bytes.toString('latin1', 0, BEGINNING.length))) return false
  const line = bytes.indexOf('\n')
  return line === -1 || bytes[line - 1] === CARRIAGE_RETURN
}

const CARRIAGE_RETURN = 0x0d
