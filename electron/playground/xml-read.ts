import { S3Error } from './s3-error.ts'

/** An element of a request document; namespaces and attributes play no part in S3's requests. */
export interface XmlElement {
  readonly name: string
  readonly children: readonly XmlElement[]
  readonly text: string
}

interface OpenElement {
  name: string
  children: XmlElement[]
  text: string
}

const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:\s+[^\s=>/]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/y
const MAX_DEPTH = 32

/**
 * Reads a request document, root element checked.
 * Document types are refused, so no entity can grow.
 *
 * @throws S3Error MalformedXML when it is not well formed or has another root
 */
export function readXml(text: string, root: string): XmlElement {
  const top: OpenElement = { name: '', children: [], text: '' }
  const open: OpenElement[] = [top]
  const token = new RegExp(TOKEN)
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text
  while (token.lastIndex < source.length) {
    const match = token.exec(source)
    if (match === null) throw new S3Error('MalformedXML')
    take(match, open)
  }
  const document = top.children[0]
  const whole = open.length === 1 && top.children.length === 1 && top.text.trim() === ''
  if (!whole || document?.name !== root) throw new S3Error('MalformedXML')
  return document
}

/** The text of the first child with that name. */
export function childText(parent: XmlElement, name: string): string | undefined {
  return child(parent, name)?.text
}

/** The first child with that name. */
export function child(parent: XmlElement, name: string): XmlElement | undefined {
  return parent.children.find(candidate => candidate.name === name)
}

/** Every child with that name, in order. */
export function childrenNamed(parent: XmlElement, name: string): readonly XmlElement[] {
  return parent.children.filter(candidate => candidate.name === name)
}

function take(match: RegExpExecArray, open: OpenElement[]): void {
  const [, cdata, closing, opening, , selfClosing, text] = match
  const current = open.at(-1)
  if (current === undefined) throw new S3Error('MalformedXML')
  if (cdata !== undefined) current.text += cdata
  else if (text !== undefined) current.text += unescapeText(text)
  else if (closing !== undefined) {
    if (open.length === 1 || localName(closing) !== current.name) throw new S3Error('MalformedXML')
    open.pop()
  } else if (opening !== undefined) {
    const element: OpenElement = { name: localName(opening), children: [], text: '' }
    current.children.push(element)
    if (selfClosing === '') open.push(element)
    if (open.length > MAX_DEPTH) throw new S3Error('MalformedXML')
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

function unescapeText(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));|&/gi, (_, hex, decimal, name) => {
    if (hex !== undefined) return character(Number.parseInt(hex, 16))
    if (decimal !== undefined) return character(Number(decimal))
    const known = name === undefined ? undefined : ENTITIES[name]
    if (known === undefined) throw new S3Error('MalformedXML')
    return known
  })
}

function character(code: number): string {
  if (code > 0x10ffff) throw new S3Error('MalformedXML')
  return String.fromCodePoint(code)
}
