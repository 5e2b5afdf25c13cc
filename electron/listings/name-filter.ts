import { nameMatcher, typedFilter } from '#shared/name-matcher.ts'
import { inSlices, type Work } from '../turns/slices.ts'
import type { EntryTable } from './entry-table.ts'

/** Names looked at before others may have their turn: patterns take a microsecond each, and more. */
const SOME = 500

/**
 * Which rows of a table pass a filter. Remembers what it has looked at, so a new page costs only
 * itself.
 */
export class NameFilter {
  readonly #table: EntryTable
  readonly #text: string
  readonly #ascii: Uint8Array | undefined
  /** For whatever is more than plain text. */
  readonly #pattern: ((name: string) => boolean) | undefined
  #matches = new Uint8Array(0)
  #looked = 0

  /** @throws AppError `invalid` for a pattern that is none */
  constructor(table: EntryTable, filter: string) {
    const { mode, text } = typedFilter(filter)
    this.#table = table
    this.#pattern = mode === 'text' ? undefined : nameMatcher(filter)
    this.#text = text.toLowerCase()
    const bytes = Buffer.from(this.#text)
    this.#ascii = bytes.length === this.#text.length ? bytes : undefined
  }

  /** One byte a row: 1 where the name matches. */
  matches(): Uint8Array {
    this.#look(this.#table.count)
    return this.#matches
  }

  /** Looks at every name that is there, a few milliseconds at a time: patterns take a second. */
  async prepare(signal: AbortSignal): Promise<void> {
    await inSlices(this.#lookBy(SOME), { signal })
  }

  *#lookBy(some: number): Work<void> {
    while (this.#looked < this.#table.count) {
      this.#look(Math.min(this.#table.count, this.#looked + some))
      yield
    }
  }

  #look(count: number): void {
    if (this.#matches.length < count) {
      const bigger = new Uint8Array(Math.ceil(count * 1.25))
      bigger.set(this.#matches)
      this.#matches = bigger
    }
    for (; this.#looked < count; this.#looked += 1) {
      this.#matches[this.#looked] = this.#passes(this.#looked) ? 1 : 0
    }
  }

  #passes(row: number): boolean {
    return this.#pattern ? this.#pattern(this.#table.names.text(row)) : this.#contains(row)
  }

  #contains(row: number): boolean {
    const { names } = this.#table
    const { bytes } = names
    const end = names.end(row)
    const start = names.start(row)
    for (let at = start; at < end; at += 1) {
      // Lower case of what is not ASCII may be ASCII (the Kelvin sign is a k): ask the long way.
      if ((bytes[at] ?? 0) >= 0x80) return names.text(row).toLowerCase().includes(this.#text)
    }
    return this.#ascii !== undefined && containsAscii(bytes, start, end, this.#ascii)
  }
}

function containsAscii(bytes: Uint8Array, start: number, end: number, text: Uint8Array): boolean {
  const last = end - text.length
  for (let at = start; at <= last; at += 1) {
    let same = 0
    while (same < text.length && lower(bytes[at + same] ?? 0) === text[same]) same += 1
    if (same === text.length) return true
  }
  return false
}

function lower(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte
}
