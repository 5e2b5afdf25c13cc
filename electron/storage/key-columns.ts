/** Characters that follow each other, by their code points. */
interface Run {
  readonly first: number
  readonly last: number
}

/** What numbers and names run through: `most` characters from `first` on, `hex` in hex digits. */
const RUNS = [
  { first: 0x30, hex: 10, most: 10 },
  { first: 0x41, hex: 6, most: 26 },
  { first: 0x61, hex: 6, most: 26 },
]
/** Who has seen more than so much of a run has seen it all but for chance. */
const NEARLY = 0.7
/** The first character of scripts other than Latin, and how many of one go on after those seen. */
const OTHERS = 0x80
const MORE_OF_OTHERS = 0x4000

/** One place in keys: which characters may stand there, each of them a digit. */
export class Column {
  readonly #runs: readonly Run[]
  /** 1 where keys may end before it, which is its digit 0 then. */
  readonly #ending: number
  readonly base: number

  /** @param runs in order, none of them empty */
  constructor(runs: readonly Run[], ends: boolean) {
    this.#runs = runs
    this.#ending = Number(ends)
    this.base = runs.reduce((sum, { first, last }) => sum + last - first + 1, this.#ending)
  }

  /** That of the next one for a character that is none of the column. */
  digitOf(point: number): number {
    let digit = this.#ending
    for (const { first, last } of this.#runs) {
      if (point < first) break
      digit += Math.min(point, last + 1) - first
    }
    return digit
  }

  /** `undefined` for the end of a key. */
  characterOf(digit: number): number | undefined {
    let rest = digit - this.#ending
    for (const { first, last } of this.#runs) {
      if (rest < 0) return undefined
      if (first + rest <= last) return printable(first + rest)
      rest -= last - first + 1
    }
    return undefined
  }

  /** The character after all of the column. */
  get next(): number | undefined {
    return printable((this.#runs.at(-1)?.last ?? 0) + 1)
  }
}

/**
 * The columns of keys from an index on, at most `depth` of them: of the characters that were seen
 * there, and of those that the same numbers and names would have elsewhere.
 */
export function columnsOf(keys: readonly string[], from: number, depth: number): Column[] {
  const columns: Column[] = []
  let places = keys.map(() => from)
  let isLeading = true
  while (columns.length < depth) {
    const seen = new Set<number>()
    let ends = false
    places = places.map((at, index) => {
      const point = keys[index]?.codePointAt(at)
      if (point === undefined) ends = true
      else if (printable(point) !== undefined) seen.add(point)
      return at + (point !== undefined && point > 0xffff ? 2 : 1)
    })
    if (seen.size === 0) break
    columns.push(new Column(runsOf([...seen], isLeading), ends))
    // What stands further right has run through all its characters when this one changed.
    if (seen.size > 1) isLeading = false
  }
  return columns
}

/** @param isLeading whether keys may go on beyond what was seen: to 9, or to the end of the alphabet */
function runsOf(seen: readonly number[], isLeading: boolean): Run[] {
  const others = seen.filter(point => point >= OTHERS)
  const runs = RUNS.flatMap(run => completed(run, seen, isLeading))
  const singles = seen
    .filter(point => point < OTHERS && !runs.some(run => isIn(run, point)))
    .map(point => ({ first: point, last: point }))
  const rest =
    others.length === 0
      ? []
      : [
          {
            first: Math.min(...others),
            last: Math.max(...others) + (isLeading ? MORE_OF_OTHERS : 0),
          },
        ]
  return [...runs, ...singles, ...rest].sort((a, b) => a.first - b.first)
}

function completed(
  { first, hex, most }: (typeof RUNS)[number],
  seen: readonly number[],
  isLeading: boolean,
): Run[] {
  const inside = seen.filter(point => isIn({ first, last: first + most - 1 }, point))
  if (inside.length === 0) return []
  const length = inside.every(point => point < first + hex) ? hex : most
  const run = { first: Math.min(...inside), last: Math.max(...inside) }
  const isWhole = isLeading || run.last - run.first + 1 > length * NEARLY
  return [isWhole ? { first, last: first + length - 1 } : run]
}

function isIn({ first, last }: Run, point: number): boolean {
  return point >= first && point <= last
}

/** The character itself when it may stand in a request as it is. */
function printable(point: number): number | undefined {
  const isCharacter = point < 0xd800 || (point > 0xdfff && point <= 0x10_ffff)
  return isCharacter && point > 0x20 && point !== 0x7f ? point : undefined
}
