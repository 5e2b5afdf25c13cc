/** The text is no XML document, or not the one that was expected. */
export class NotWellFormed extends Error {
  override readonly name = 'NotWellFormed'
}

const LESS = 0x3c
const SLASH = 0x2f
const BANG = 0x21
const QUESTION = 0x3f
const GREATER = 0x3e

/**
 * Walks through an XML document of elements, as S3 writes them: calls back for each child by its
 * local name, whatever its namespace prefix. Throws for what is not well-formed, and for a DOCTYPE,
 * which no S3 server sends and which could define entities.
 *
 * The callback must take its element by {@link text}, {@link children} or {@link skip}.
 *
 * @see https://www.w3.org/TR/xml/
 */
export class XmlReader {
  readonly #xml: string
  #at = 0
  /** The element that was opened last: its whole name, and whether it closed itself. */
  #name = ''
  #isEmpty = false

  constructor(xml: string) {
    this.#xml = xml
    if (xml.charCodeAt(0) === 0xfeff) this.#at = 1
  }

  /** The whole document, whose root must have this local name. */
  root(local: string, onChild: (name: string) => void): void {
    this.#misc()
    if (this.#xml.charCodeAt(this.#at) !== LESS) throw this.#wrong('no element')
    const found = this.#open()
    if (found !== local) throw this.#wrong(`<${found}> instead of <${local}>`)
    this.children(onChild)
    this.#misc()
    if (this.#at < this.#xml.length) throw this.#wrong('something after the end')
  }

  /** The children of the element that was opened last; text between them must be white space. */
  children(onChild: (name: string) => void): void {
    if (this.#isEmpty) return
    const name = this.#name
    for (;;) {
      this.#misc()
      if (this.#xml.charCodeAt(this.#at) !== LESS) throw this.#wrong(`text in <${name}>`)
      if (this.#xml.charCodeAt(this.#at + 1) === SLASH) break
      onChild(this.#open())
    }
    this.#close(name)
  }

  /** The text of the element that was opened last, which must have no children. */
  text(): string {
    if (this.#isEmpty) return ''
    const name = this.#name
    const xml = this.#xml
    let text = ''
    for (;;) {
      const end = xml.indexOf('<', this.#at)
      if (end === -1) throw this.#wrong('the end is missing')
      const piece = xml.slice(this.#at, end)
      text += PLAIN.test(piece) ? piece : this.#unescaped(piece)
      this.#at = end
      const next = xml.charCodeAt(end + 1)
      if (next === SLASH) {
        this.#close(name)
        return text
      }
      if (xml.startsWith('<![CDATA[', end)) text += normalized(this.#until('<![CDATA[', ']]>'))
      else if (next === BANG || next === QUESTION) this.#aside()
      else throw this.#wrong(`an element in <${name}>`)
    }
  }

  /** Whatever is in the element that was opened last. */
  skip(): void {
    if (this.#isEmpty) return
    const name = this.#name
    const xml = this.#xml
    for (;;) {
      const end = xml.indexOf('<', this.#at)
      if (end === -1) throw this.#wrong('the end is missing')
      const piece = xml.slice(this.#at, end)
      if (!PLAIN.test(piece)) this.#unescaped(piece)
      this.#at = end
      const next = xml.charCodeAt(end + 1)
      if (next === SLASH) break
      if (xml.startsWith('<![CDATA[', end)) this.#until('<![CDATA[', ']]>')
      else if (next === BANG || next === QUESTION) this.#aside()
      else {
        this.#open()
        this.skip()
      }
    }
    this.#close(name)
  }

  /** At a `<`: reads the tag and gives the local name. */
  #open(): string {
    const xml = this.#xml
    const start = this.#at + 1
    let end = start
    for (let code = xml.charCodeAt(end); isNameCode(code); code = xml.charCodeAt(end)) end += 1
    const name = xml.slice(start, end)
    if (!isName(name)) throw this.#wrong('a tag without a name')
    this.#name = name
    this.#isEmpty = false
    if (xml.charCodeAt(end) === GREATER) this.#at = end + 1
    else this.#attributes(end)
    const colon = name.indexOf(':')
    return colon === -1 ? name : name.slice(colon + 1)
  }

  #attributes(from: number): void {
    ATTRIBUTES.lastIndex = from
    const match = ATTRIBUTES.exec(this.#xml)
    if (!match) throw this.#wrong(`attributes of <${this.#name}>`)
    if (match[0].includes('&')) this.#unescaped(match[0])
    const names = [...match[0].matchAll(ATTRIBUTE_NAME)].map(([name]) => name.trim())
    if (new Set(names).size < names.length) throw this.#wrong('an attribute twice')
    this.#isEmpty = match[1] === '/'
    this.#at = ATTRIBUTES.lastIndex
  }

  /** At a `</`. */
  #close(name: string): void {
    const after = this.#at + 2 + name.length
    if (!this.#xml.startsWith(name, this.#at + 2)) throw this.#wrong(`the end of <${name}>`)
    if (this.#xml.charCodeAt(after) === GREATER) {
      this.#at = after + 1
      return
    }
    CLOSING.lastIndex = after
    if (!CLOSING.test(this.#xml)) throw this.#wrong(`the end of <${name}>`)
    this.#at = CLOSING.lastIndex
  }

  /** White space, comments and processing instructions. */
  #misc(): void {
    for (;;) {
      let code = this.#xml.charCodeAt(this.#at)
      while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
        this.#at += 1
        code = this.#xml.charCodeAt(this.#at)
      }
      if (code !== LESS) return
      const next = this.#xml.charCodeAt(this.#at + 1)
      if (next !== BANG && next !== QUESTION) return
      this.#aside()
    }
  }

  /** A comment or a processing instruction; nothing else that begins so belongs into an answer. */
  #aside(): void {
    if (this.#xml.startsWith('<!--', this.#at)) {
      if (this.#until('<!--', '-->').includes('--')) throw this.#wrong('-- in a comment')
    } else if (this.#xml.startsWith('<?', this.#at)) {
      const isFirst = this.#at <= this.#xml.charCodeAt(0) / 0xfeff
      const form = isFirst ? DECLARATION : INSTRUCTION
      if (!form.test(this.#until('<?', '?>'))) throw this.#wrong('a processing instruction')
    } else throw this.#wrong('a declaration')
  }

  #until(open: string, close: string): string {
    const start = this.#at + open.length
    const end = this.#xml.indexOf(close, start)
    if (end === -1) throw this.#wrong(`${open} without an end`)
    this.#at = end + close.length
    return this.#xml.slice(start, end)
  }

  #unescaped(text: string): string {
    // The ETag of every object, as most servers write it.
    if (text.startsWith('&quot;') && text.indexOf('&', 1) === text.length - 6) {
      if (text.endsWith('&quot;')) return `"${normalized(text.slice(6, -6))}"`
    }
    if (text.includes(']]>')) throw this.#wrong(']]> in a text')
    return normalized(text).replace(/&([^;&]*);?/g, (whole, name: string) => {
      const character = whole.endsWith(';') ? characterOf(name) : undefined
      if (character === undefined) throw this.#wrong(`the entity ${whole.slice(0, 20)}`)
      return character
    })
  }

  #wrong(what: string): NotWellFormed {
    return new NotWellFormed(`The answer is not well-formed: ${what} at ${this.#at}`)
  }
}

const ATTRIBUTES =
  /(?:\s+[a-z_:\u0080-\uffff][\w.:\u0080-\uffff-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(\/?)>/iy
const ATTRIBUTE_NAME = /\s[^\s=<>"']+(?=\s*=\s*["'])/g
const DECLARATION =
  /^(?:xml\s+version\s*=\s*(?:"1\.[01]"|'1\.[01]')(?:\s+encoding\s*=\s*(?:"[\w.-]+"|'[\w.-]+'))?(?:\s+standalone\s*=\s*(?:"(?:yes|no)"|'(?:yes|no)'))?\s*|(?!xml\b)[a-z_][\w.-]*(?:\s.*)?)$/is
const INSTRUCTION = /^(?!xml(?:\s|$))[a-z_][\w.-]*(?:\s.*)?$/is
/** Text that stands for itself. */
const PLAIN = /^[^&\r\]]*$/
const CLOSING = /\s+>/y
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

function characterOf(name: string): string | undefined {
  if (!name.startsWith('#')) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined
  const match = /^#(?:x([0-9a-f]{1,6})|([0-9]{1,7}))$/i.exec(name)
  if (!match) return undefined
  const point = match[1] === undefined ? Number(match[2]) : Number.parseInt(match[1], 16)
  const isHalf = point >= 0xd800 && point <= 0xdfff
  return point > 0x10ffff || isHalf ? undefined : String.fromCodePoint(point)
}

/** XML 1.0 reads every end of line as a line feed (2.11). */
function normalized(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

function isNameCode(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x3a) ||
    code === 0x2d ||
    code === 0x2e ||
    code === 0x5f ||
    code >= 0x80
  )
}

function isName(name: string): boolean {
  return name !== '' && !/^[-.\d]/.test(name)
}
