/** How well a text answers a query, and which of its letters do so. */
export interface Match {
  readonly score: number
  /** Indexes into the text, ascending. */
  readonly at: readonly number[]
}

/** Longer texts are looked at up to here: what is typed to find something stands before it. */
const MAX_TEXT = 300
const LETTER = 2
const CONSECUTIVE = 6
const WORD_START = 10
const TEXT_START = 8
const WHOLE_WORD = 12
const WHOLE_TEXT = 20

/**
 * Matches every word of the query, in any order, whatever its case: as a stretch of the text, or
 * else as letters that follow one another, best at the starts of words ("nf" is "New folder").
 * `undefined` when a word is not there. An empty query matches everything alike.
 */
export function fuzzyMatch(query: string, text: string): Match | undefined {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  // Lower case must not change the indexes, as it does for the dotted İ.
  const letters = [...text.slice(0, MAX_TEXT)].map(letter => {
    const small = letter.toLowerCase()
    return small.length === letter.length ? small : letter
  })
  const low = letters.join('')
  const at = new Set<number>()
  let score = 0
  for (const word of words) {
    const found = stretch(word, low) ?? letterByLetter(word, low)
    if (!found) return undefined
    score += found.score
    for (const index of found.at) at.add(index)
  }
  if (words.length > 0 && words.join(' ') === low.replace(/…$/, '')) score += WHOLE_TEXT
  // Of two that match alike the shorter one was meant.
  return { score: score - low.length / 50, at: [...at].toSorted((a, b) => a - b) }
}

function stretch(word: string, text: string): Match | undefined {
  let best: Match | undefined
  for (let from = text.indexOf(word); from >= 0; from = text.indexOf(word, from + 1)) {
    const at = Array.from({ length: word.length }, (_, index) => from + index)
    const whole = startsWord(text, from + word.length) || from + word.length === text.length
    const score = scoreOf(at, text) + word.length * LETTER + (whole ? WHOLE_WORD : 0)
    if (!best || score > best.score) best = { score, at }
  }
  return best
}

/** From every start the letters are taken where a word starts, else as soon as they come. */
function letterByLetter(word: string, text: string): Match | undefined {
  let best: Match | undefined
  for (let from = 0; from < text.length; from += 1) {
    if (text[from] !== word[0]) continue
    for (const prefersStarts of [true, false]) {
      const at = follow(word, text, from, prefersStarts)
      if (!at) continue
      const score = scoreOf(at, text) - ((at.at(-1) ?? from) - from - word.length) / 2
      if (!best || score > best.score) best = { score, at }
    }
  }
  return best
}

function follow(word: string, text: string, from: number, prefersStarts: boolean) {
  const at = [from]
  for (const letter of word.slice(1).split('')) {
    const next = (at.at(-1) ?? 0) + 1
    const soon = text.indexOf(letter, next)
    if (soon < 0) return undefined
    at.push((prefersStarts && soon > next ? nextStart(letter, text, soon) : undefined) ?? soon)
  }
  return at
}

function nextStart(letter: string, text: string, from: number): number | undefined {
  for (let index = from; index >= 0; index = text.indexOf(letter, index + 1)) {
    if (startsWord(text, index)) return index
  }
  return undefined
}

function scoreOf(at: readonly number[], text: string): number {
  return at.reduce((sum, index, order) => {
    const follows = order > 0 && at[order - 1] === index - 1
    const start = startsWord(text, index) ? WORD_START : 0
    return sum + LETTER + (follows ? CONSECUTIVE : start) + (index === 0 ? TEXT_START : 0)
  }, 0)
}

function startsWord(text: string, index: number): boolean {
  return index === 0 || /[^\p{L}\p{N}]/u.test(text[index - 1] ?? '')
}
