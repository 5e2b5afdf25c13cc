import { compilePattern } from './name-pattern.ts'
import type { PatternSyntax } from './search.ts'

/** The ways a filter can be meant. Upper and lower case are alike in all of them. */
export type FilterMode = 'text' | 'glob' | 'regex'
export const FILTER_MODES: readonly FilterMode[] = ['text', 'glob', 'regex']

/** A filter as it is typed: what, and how it is meant. */
export interface TypedFilter {
  readonly mode: FilterMode
  readonly text: string
}

const FORM = /^(text|glob|regex):/

/** One line of text for a filter: its mode in front, unless it is plain text. */
export function filterText({ mode, text }: TypedFilter): string {
  if (text === '') return ''
  return mode === 'text' && !FORM.test(text) ? text : `${mode}:${text}`
}

export function typedFilter(filter: string): TypedFilter {
  const mode = FORM.exec(filter)?.[1] as FilterMode | undefined
  return mode === undefined
    ? { mode: 'text', text: filter }
    : { mode, text: filter.slice(mode.length + 1) }
}

/**
 * Tells whether a name passes a filter.
 *
 * @throws AppError `invalid` for a pattern that is none
 */
export function nameMatcher(filter: string): (name: string) => boolean {
  const { mode, text } = typedFilter(filter)
  return compilePattern({ text, syntax: SYNTAX[mode], matchCase: false })
}

const SYNTAX: Readonly<Record<FilterMode, PatternSyntax>> = {
  text: 'substring',
  glob: 'glob',
  regex: 'regex',
}
