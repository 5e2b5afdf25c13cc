const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/'

/** XML written by {@link element}; kept apart from plain text so that nothing is escaped twice. */
export interface Xml {
  readonly xml: string
}

type Content = string | number | boolean | Xml | undefined | readonly Content[]

/** One element; text is escaped, `undefined` content leaves the element out. */
export function element(name: string, content: Content): Xml {
  return { xml: content === undefined ? '' : `<${name}>${render(content)}</${name}>` }
}

/** A whole S3 document with its namespace and declaration. */
export function xmlDocument(root: string, content: Content): string {
  return `${DECLARATION}<${root} xmlns="${NAMESPACE}">${render(content)}</${root}>`
}

/** An S3 error document, which has no namespace. */
export function xmlError(fields: Readonly<Record<string, string>>): string {
  const content = Object.entries(fields).map(([name, value]) => element(name, value))
  return `${DECLARATION}<Error>${render(content)}</Error>`
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

function render(content: Content): string {
  if (content === undefined) return ''
  if (typeof content === 'string') return escapeText(content)
  if (typeof content === 'number' || typeof content === 'boolean') return String(content)
  if ('xml' in content) return content.xml
  let text = ''
  for (const item of content) text += render(item)
  return text
}

// S3 writes control characters as references, although XML 1.0 has no place for most of them:
// that is why clients ask for encoding-type=url.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const SPECIAL = /[&<>"\u0000-\u0008\u000a-\u001f]/g

/** Text as it may stand between two tags. */
export function escapeText(text: string): string {
  return SPECIAL.test(text) ? text.replace(SPECIAL, reference) : text
}

function reference(character: string): string {
  switch (character) {
    case '&':
      return '&amp;'
    case '<':
      return '&lt;'
    case '>':
      return '&gt;'
    case '"':
      return '&quot;'
    default:
      return `&#x${character.charCodeAt(0).toString(16)};`
  }
}
