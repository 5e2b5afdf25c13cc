import { RE2JS, RE2JSSyntaxException } from 're2js'
import { AppError } from './errors.ts'
import type { PatternSyntax } from './search.ts'

/** What a user types to mean some names. */
export interface NamePattern {
  readonly text: string
  readonly syntax: PatternSyntax
  readonly matchCase: boolean
}

/**
 * Whether a name is meant. Regular expressions run in time linear in the name, so that no pattern
 * can freeze the app (see [Note: Linear patterns]).
 *
 * [Note: Linear patterns] JavaScript's own engine backtracks: `(a+)+$` on forty letters takes
 * hours, and nothing can interrupt it. RE2 has no backreferences and no look-around in return.
 *
 * @throws AppError `invalid` with what is wrong with the pattern
 */
export function compilePattern({
  text,
  syntax,
  matchCase,
}: NamePattern): (name: string) => boolean {
  if (text === '') return () => true
  switch (syntax) {
    case 'substring': {
      if (matchCase) return name => name.includes(text)
      const lower = text.toLowerCase()
      return name => name.toLowerCase().includes(lower)
    }
    case 'glob':
      return compiled(`^(?:${globSource(text)})$`, text, matchCase)
    case 'regex':
      return compiled(text, text, matchCase)
    default:
      return syntax satisfies never
  }
}

function compiled(source: string, text: string, matchCase: boolean): (name: string) => boolean {
  try {
    const flags = RE2JS.DOTALL | (matchCase ? 0 : RE2JS.CASE_INSENSITIVE)
    const expression = RE2JS.compile(source, flags)
    return name => expression.matcher(name).find()
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error
    throw new AppError({
      code: 'invalid',
      message: `“${text}” is not a regular expression: ${error.message}.`,
      remedy: 'Correct it; look-around and backreferences are not possible here.',
    })
  }
}

/** `*` and `?` stay within a folder, `**` does not; `[a-z]`, `[!a]` and `{png,jpg}` as in a shell. */
function globSource(glob: string): string {
  let source = ''
  let depth = 0
  for (let at = 0; at < glob.length; at += 1) {
    const character = glob.charAt(at)
    const group = character === '[' ? /^\[([!^]?)([^\]]+)\]/.exec(glob.slice(at)) : undefined
    if (group) {
      source += `[${group[1] ? '^' : ''}${(group[2] ?? '').replace(/[\\[\]^]/g, '\\$&')}]`
      at += group[0].length - 1
    } else if (character === '*' && glob.charAt(at + 1) === '*') {
      source += '.*'
      at += 1
    } else if (character === '*') source += '[^/]*'
    else if (character === '?') source += '[^/]'
    else if (character === '{' && glob.indexOf('}', at) > 0) {
      source += '(?:'
      depth += 1
    } else if (character === '}' && depth > 0) {
      source += ')'
      depth -= 1
    } else if (character === ',' && depth > 0) source += '|'
    else source += character.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')
  }
  return source + ')'.repeat(depth)
}
