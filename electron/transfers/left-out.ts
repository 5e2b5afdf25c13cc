import { DELIMITER, lastSegment } from '#shared/location.ts'
import { compilePattern } from '#shared/name-pattern.ts'
import type { UploadRules } from '#shared/upload-rules.ts'

/** What systems leave in folders for themselves. */
const LITTER = new Set(['.ds_store', 'thumbs.db', 'desktop.ini'])

/** Why a file or folder is left out, by its path in what was dropped; `undefined`: it is not. */
export type LeftOut = (relativePath: string) => string | undefined

/**
 * Compiles the rules. A pattern without `/` is about a name anywhere, one with `/` about a path.
 * Upper and lower case are alike.
 */
export function leftOutBy({ leaveOutLitter, leaveOut }: UploadRules): LeftOut {
  const patterns = leaveOut.map(text => ({
    text,
    isPath: text.includes(DELIMITER),
    matches: compilePattern({ text, syntax: 'glob', matchCase: false }),
  }))
  return relativePath => {
    const name = lastSegment(relativePath)
    if (leaveOutLitter && LITTER.has(name.toLowerCase())) {
      return 'It is a file that the system keeps for itself.'
    }
    const found = patterns.find(({ isPath, matches }) => matches(isPath ? relativePath : name))
    return found && `It is left out by the pattern “${found.text}” of the settings.`
  }
}

/** As a rule says of the thing itself, or of a folder that it is in. */
export function leftOutWithin(leftOut: LeftOut, relativePath: string): string | undefined {
  for (let end = relativePath.indexOf(DELIMITER); end > 0; ) {
    const reason = leftOut(relativePath.slice(0, end))
    if (reason !== undefined) return reason
    end = relativePath.indexOf(DELIMITER, end + 1)
  }
  return leftOut(relativePath)
}
