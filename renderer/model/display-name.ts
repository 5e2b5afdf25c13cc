/**
 * A stretch of a name: text as it is, a mark for something that could not be seen, or a note on the
 * whole name, which may look like another one.
 */
export type NamePart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'mark' | 'note'; readonly text: string; readonly explanation: string }

/**
 * What is invisible, or changes how its neighbours look: control characters, lone surrogates,
 * directional formatting (CVE-2021-42574), zero-width characters and spaces that are not a space.
 * Zero-width joiners stay: emoji and several scripts need them.
 */
const INVISIBLE =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00a0\u00ad\u061c\u115f\u1160\u1680\u180e\u2000-\u200b\u200e\u200f\u202a-\u202f\u205f-\u206f\u3000\u3164\ufeff\uffa0]/u

/** Visible ASCII, with spaces only inside. */
const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/
const segmenter = new Intl.Segmenter()

const SHORT: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', ' ': 'space' }

/**
 * A name as a user can tell it from any other: nothing hidden, nothing reordered. Spaces at
 * either end and a name of no characters at all get a mark too.
 */
export function nameParts(name: string): NamePart[] {
  if (name === '') {
    return [{ type: 'mark', text: 'empty name', explanation: 'This name has no characters.' }]
  }
  if (PLAIN.test(name) && name !== '.' && name !== '..') return [{ type: 'text', text: name }]
  const parts: NamePart[] = []
  const characters = [...name]
  const firstInk = characters.findIndex(character => character !== ' ')
  const lastInk = characters.findLastIndex(character => character !== ' ')
  characters.forEach((character, index) => {
    const edge = character === ' ' && (firstInk < 0 || index < firstInk || index > lastInk)
    if (edge || INVISIBLE.test(character)) parts.push(mark(character))
    else addText(parts, character)
  })
  const note = noteOn(name)
  return note ? [...parts, note] : parts
}

/** What makes a name look like another one that may stand beside it, or like what is no name. */
function noteOn(name: string): NamePart | undefined {
  if (name === '.' || name === '..') {
    const explanation = 'A real name in this bucket, not this folder or the one above.'
    return { type: 'note', text: name === '.' ? 'dot' : 'two dots', explanation }
  }
  if (name === name.normalize('NFC')) return undefined
  const explanation =
    'Its accents are characters of their own (Unicode, not NFC): another name may look the same.'
  return { type: 'note', text: name === name.normalize('NFD') ? 'NFD' : 'not NFC', explanation }
}

/** The same as {@link nameParts} in one line of text, for titles and labels. */
export function plainName(name: string): string {
  return nameParts(name)
    .map(part => (part.type === 'text' ? part.text : `⟨${part.text}⟩`))
    .join('')
}

/**
 * Cuts a name in two so that the middle can give way: `tail` keeps the extension and a few
 * letters before it.
 */
export function splitForMiddle(name: string): { stem: string; tail: string } {
  // Cutting takes long, and most names have nothing to be careful about.
  const letters = PLAIN.test(name)
    ? name.split('')
    : [...segmenter.segment(name)].map(({ segment }) => segment)
  if (letters.length <= 16) return { stem: name, tail: '' }
  const dot = letters.lastIndexOf('.')
  const extension = dot > 0 && letters.length - dot <= 10 ? letters.length - dot : 0
  const cut = letters.length - extension - 4
  return { stem: letters.slice(0, cut).join(''), tail: letters.slice(cut).join('') }
}

function mark(character: string): NamePart {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  return {
    type: 'mark',
    text: SHORT[character] ?? code,
    explanation: `An invisible character, ${code}.`,
  }
}

function addText(parts: NamePart[], text: string): void {
  const last = parts.at(-1)
  if (last?.type === 'text') parts[parts.length - 1] = { type: 'text', text: last.text + text }
  else parts.push({ type: 'text', text })
}
