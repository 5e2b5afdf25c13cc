/** The systems whose file names differ. */
export type LocalSystem = 'linux' | 'mac' | 'windows'

/** Where a key goes on disk, below some folder: one name for each folder on the way and the file. */
export interface LocalPath {
  /** Never empty names, `.`, `..`, or names with a separator in them. */
  readonly segments: readonly string[]
  /** Why the path is not the key itself, in one sentence; `undefined` when it is. */
  readonly renamed: string | undefined
}

/** The most bytes of UTF-8 a name may have on the common file systems. */
export const MAX_NAME_BYTES = 255

/** What a name that is empty between two delimiters is called on disk. */
const EMPTY = '%'

const WINDOWS_DEVICE =
  /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(?:[.:].*)?$/is

/**
 * The local path of a key, or of a folder's prefix without its closing `/`. The same key always
 * gives the same path, and {@link keyOfLocalName} leads back, except from names cut for their length.
 *
 * [Note: Local names] What a file system can't hold is written as `%` and two hex digits: control
 * characters, `.` and `..`, and on Windows `" * : < > ? \ |`, a closing dot or space, and the first
 * letter of device names such as `CON`. An empty name is `%`. A `%` is escaped only where it would
 * read as one of these, so that `100%` and `my%20file` stay as they are.
 */
export function localPathFor(relativeKey: string, system: LocalSystem): LocalPath {
  const segments: string[] = []
  let renamed: string | undefined
  for (const segment of relativeKey.split('/')) {
    const name = localName(segment, system)
    if (name !== segment) renamed ??= reasonFor(segment, system)
    segments.push(name)
  }
  return { segments, renamed }
}

/** The segment of a key that {@link localPathFor} made this name of. */
export function keyOfLocalName(name: string, system: LocalSystem): string {
  if (name === EMPTY) return ''
  return name.replace(/%([0-9A-F]{2})/g, (text, hex: string, at: number) =>
    isEscape(name, at, hex, system) ? String.fromCharCode(Number.parseInt(hex, 16)) : text,
  )
}

function localName(segment: string, system: LocalSystem): string {
  if (segment === '') return EMPTY
  if (segment === '.' || segment === '..') return segment.replaceAll('.', '%2E')
  return shortened(escaped(segment.toWellFormed(), system))
}

function escaped(segment: string, system: LocalSystem): string {
  if (segment === EMPTY) return '%25'
  let name = segment.replace(/%([0-9A-F]{2})/g, (text, hex: string, at: number) =>
    isEscape(segment, at, hex, system) ? `%25${hex}` : text,
  )
  name = name.replace(unusable(system), percent)
  if (system !== 'windows') return name
  if (WINDOWS_DEVICE.test(segment)) name = percent(name.charAt(0)) + name.slice(1)
  return name.replace(/[. ]$/, percent)
}

/** Whether `%XX` at a place of a name is one that {@link localName} writes there. */
function isEscape(name: string, at: number, hex: string, system: LocalSystem): boolean {
  const character = String.fromCharCode(Number.parseInt(hex, 16))
  if (character === '%' || unusable(system).test(character)) return true
  if (character === '.' && /^(?:%2E){1,2}$/.test(name)) return true
  if (system !== 'windows') return false
  if (at + 3 === name.length && /[. ]/.test(character)) return true
  return at === 0 && WINDOWS_DEVICE.test(character + name.slice(3))
}

function unusable(system: LocalSystem): RegExp {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  return system === 'windows' ? /[\0-\x1f\x7f"*:<>?\\|]/g : /[\0-\x1f\x7f/]/g
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}

/** Cuts a name that is too long; a hash of all of it keeps it apart from others that start alike. */
function shortened(name: string): string {
  if (utf8Length(name) <= MAX_NAME_BYTES) return name
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 && utf8Length(name.slice(dot)) <= 32 ? name.slice(dot) : ''
  return withEnding(name.slice(0, name.length - extension.length), `~${hash(name)}${extension}`)
}

/** A stem cut so that it fits with an ending of at most 60 bytes; never cuts through a character. */
export function withEnding(stem: string, ending: string): string {
  const room = MAX_NAME_BYTES - utf8Length(ending)
  let bytes = 0
  let kept = ''
  for (const character of stem) {
    bytes += utf8Length(character)
    if (bytes > room) break
    kept += character
  }
  return kept + ending
}

function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4
  }
  return bytes
}

/** FNV-1a, 2 × 32 bits: apart, not secret. */
function hash(text: string): string {
  let one = 0x811c_9dc5
  let two = 0x1234_5678
  for (let at = 0; at < text.length; at += 1) {
    one = Math.imul(one ^ text.charCodeAt(at), 0x0100_0193)
    two = Math.imul(two ^ text.charCodeAt(at), 0x0100_01b3) + at
  }
  return [one, two].map(part => (part >>> 0).toString(16).padStart(8, '0')).join('')
}

function reasonFor(segment: string, system: LocalSystem): string {
  if (segment === '') return 'A name in it is empty, which no folder on this computer can hold.'
  if (segment === '.' || segment === '..') {
    return `“${segment}” stands for a folder on this computer, not for a name.`
  }
  if (utf8Length(segment) > MAX_NAME_BYTES) {
    return `A name in it is longer than ${MAX_NAME_BYTES} bytes.`
  }
  if (unusable(system).test(segment)) return 'It has characters that file names cannot have here.'
  if (system === 'windows' && WINDOWS_DEVICE.test(segment)) {
    return 'Windows keeps this name for a device.'
  }
  if (system === 'windows' && /[. ]$/.test(segment)) {
    return 'Windows drops a dot or space at the end of a name.'
  }
  return 'It would read as the replacement for another name.'
}
