import { LanguageDescription } from '@codemirror/language'
import { languages } from '@codemirror/language-data'
import type { Extension } from '@codemirror/state'

/** Coloring follows every keystroke; in lines this long it would be felt. */
const LONGEST_LINE = 20_000

/** Logs and tables gain nothing from colors. */
const PLAIN = /\.(log|txt|csv|tsv)$/i

/**
 * The grammar for a file by its name, loaded when first needed; `undefined` when there is none, or
 * when the text is not made for reading.
 */
export async function languageFor(name: string, text: string): Promise<Extension | undefined> {
  if (PLAIN.test(name) || hasLongLine(text)) return undefined
  const found = LanguageDescription.matchFilename(languages, name.replace(/\.gz$/i, ''))
  return found?.load()
}

/** Whether a line is longer than any that was written by hand. */
export function hasLongLine(text: string): boolean {
  let from = 0
  while (from < text.length) {
    const end = text.indexOf('\n', from)
    if ((end < 0 ? text.length : end) - from > LONGEST_LINE) return true
    if (end < 0) return false
    from = end + 1
  }
  return false
}
