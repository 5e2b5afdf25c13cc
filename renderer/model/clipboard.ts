import { type Location, lastSegment, s3Uri } from '#shared/location.ts'
import type { CopyMode, Selection } from '#shared/transfer.ts'
import { formatCount } from './format.ts'

/** Objects that were cut or copied, until they are pasted or others are. */
export interface ObjectClipboard {
  readonly mode: CopyMode
  /** The folder they were taken from. */
  readonly location: Location
  readonly selection: Selection
  /** Keys and prefixes. */
  readonly ids: ReadonlySet<string>
  /** What the system's clipboard got: their URIs, one a line. */
  readonly text: string
}

export function heldObjects(
  mode: CopyMode,
  location: Location,
  selection: Selection,
): ObjectClipboard {
  const ids = new Set([...selection.prefixes, ...selection.keys])
  const text = Array.from(ids, id => s3Uri(location.bucket, id)).join('\n')
  return { mode, location, selection, ids, text }
}

/** Whether a row stands for something that a paste will take away. */
export function isCut(held: ObjectClipboard | undefined, location: Location, id: string): boolean {
  return held?.mode === 'move' && isSamePlace(held.location, location) && held.ids.has(id)
}

/** What pasting does: "Move 12 items to logs/2026/". */
export function pasteWords(held: ObjectClipboard, target: Location): string {
  return copyWords(held.mode, held.selection, target)
}

export function copyWords(mode: CopyMode, selection: Selection, target: Location): string {
  const verb = mode === 'move' ? 'Move' : 'Copy'
  return `${verb} ${selectionWords(selection)} to ${target.prefix || target.bucket}`
}

/** What is selected: "“report.pdf”", "12 items". */
export function selectionWords({ keys, prefixes }: Selection): string {
  const [only = '', ...more] = [...prefixes, ...keys]
  return more.length === 0
    ? `“${lastSegment(only)}”`
    : formatCount(keys.length + prefixes.length, 'item')
}

/** Why objects cannot go to a place; `undefined` when they can. */
export function copyProblem(
  mode: CopyMode,
  source: Location,
  { prefixes }: Selection,
  target: Location,
): string | undefined {
  if (mode === 'move' && isSamePlace(source, target)) return 'they are in this folder already'
  if (!isSameBucket(source, target)) return undefined
  const inside = prefixes.find(prefix => target.prefix.startsWith(prefix))
  if (inside === undefined) return undefined
  return `“${lastSegment(inside)}” cannot go into itself`
}

function isSameBucket(a: Location, b: Location): boolean {
  return a.profileId === b.profileId && a.bucket === b.bucket
}

function isSamePlace(a: Location, b: Location): boolean {
  return isSameBucket(a, b) && a.prefix === b.prefix
}
