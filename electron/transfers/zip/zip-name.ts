import { type LocalSystem, localPathFor, withEnding } from '#shared/local-names.ts'
import { type Location, lastSegment } from '#shared/location.ts'
import type { Selection } from '#shared/transfer.ts'
import { numberedName } from '../numbered-name.ts'

const ENDING = '.zip'
/** So that a number still fits where a name is as long as names may be. */
const NUMBERED = ' (99999).zip'

/** What a zip is called: as the one item in it, else as the folder or the bucket that all comes from. */
export function zipName(location: Location, selection: Selection, system: LocalSystem): string {
  const { keys, prefixes } = selection
  const [only = location.prefix, ...others] = [...keys, ...prefixes]
  const item = others.length > 0 ? location.prefix : only
  const name = lastSegment(item) || location.bucket
  const [local = location.bucket] = localPathFor(name, system).segments
  return withEnding(local, NUMBERED).slice(0, -NUMBERED.length) + ENDING
}

/** The name, or the first one with a number that is not taken. */
export async function freeZipName(
  name: string,
  isTaken: (name: string) => Promise<boolean>,
): Promise<string> {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : numberedName(name, number)
    if (!(await isTaken(candidate))) return candidate
  }
}
