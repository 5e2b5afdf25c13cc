import type {
  MirrorClass,
  MirrorCompare,
  MirrorDirection,
  MirrorPlan,
  MirrorRow,
} from '#shared/mirror.ts'
import { formatCount, formatSize } from '../model/format.ts'

const CLASS_WORDS: Record<Exclude<MirrorClass, 'extra'>, string> = {
  new: 'New',
  changed: 'Changed',
  same: 'Same',
  'left-out': 'Left out',
}

/** What a class is called; what is only in the target, by what that is. */
export function classWords(name: MirrorClass, direction: MirrorDirection): string {
  if (name === 'extra') return `Only in the ${targetName(direction)}`
  return CLASS_WORDS[name]
}

/** The side that is changed. */
export function targetName(direction: MirrorDirection): 'bucket' | 'folder' {
  return direction === 'up' ? 'bucket' : 'folder'
}

/** The classes of a filter, with how many names each has. */
export function classChoices({
  tallies,
  direction,
}: MirrorPlan): { value: MirrorClass | 'all'; label: string }[] {
  const order = ['new', 'changed', 'extra', 'same', 'left-out'] as const
  return [
    { value: 'all', label: 'All' },
    ...order.map(value => {
      const { items } = tallies[value]
      const count = items > 0 ? ` ${items.toLocaleString()}` : ''
      return { value, label: `${classWords(value, direction)}${count}` }
    }),
  ]
}

/** What would be copied and deleted, as the plan stands now. Sizes in bytes. */
export function mirrorAmounts({ tallies }: MirrorPlan): {
  copies: number
  copyBytes: number
  extras: number
  extraBytes: number
} {
  const left = (name: MirrorClass) => {
    const { items, bytes, excludedItems, excludedBytes } = tallies[name]
    return { items: items - excludedItems, bytes: bytes - excludedBytes }
  }
  const [fresh, changed, extra] = [left('new'), left('changed'), left('extra')]
  return {
    copies: fresh.items + changed.items,
    copyBytes: fresh.bytes + changed.bytes,
    extras: extra.items,
    extraBytes: extra.bytes,
  }
}

/** What a plan comes to, without deletions: "3 new and 2 changed, 4.1 MB; 1,204 the same". */
export function mirrorSummary(plan: MirrorPlan): string {
  const { tallies } = plan
  const { copies, copyBytes } = mirrorAmounts(plan)
  const count = (name: MirrorClass) =>
    (tallies[name].items - tallies[name].excludedItems).toLocaleString()
  const copied =
    copies === 0
      ? 'Nothing to copy'
      : `${count('new')} new and ${count('changed')} changed, ${formatSize(copyBytes)}`
  return `${copied}; ${tallies.same.items.toLocaleString()} the same.`
}

/** What the target's things are called: "12 objects" of a context, "12 files" of a folder. */
export function targetThings(direction: MirrorDirection, count: number): string {
  return formatCount(count, direction === 'up' ? 'object' : 'file')
}

/** What will happen, in a sentence. */
export function directionHint(direction: MirrorDirection): string {
  return direction === 'up'
    ? 'New and changed files go up. Nothing on this computer is changed.'
    : 'New and changed objects come down. Nothing in the bucket is changed.'
}

/** When two are taken for the same. */
export function compareHint(compare: MirrorCompare, direction: MirrorDirection): string {
  if (compare === 'checksum') {
    return 'Of the same size, every file is read; where its ETag does not tell, the object’s checksum is asked for. Slow for many files.'
  }
  return direction === 'up'
    ? 'The same: as large, and stored after the file last changed. Where only the time speaks against it, the bytes decide.'
    : 'The same: as large, and of the same time. Where only the times differ, the bytes decide.'
}

/** The size that a row would move or delete, and what it has on the other side. */
export function rowSize({ local, object, class: of }: MirrorRow, direction: MirrorDirection) {
  const source = direction === 'up' ? local : object
  const target = direction === 'up' ? object : local
  return (of === 'extra' ? target : (source ?? target))?.size
}

/** Whether something would be done with a row. */
export function isDoable(name: MirrorClass, deletes: boolean): boolean {
  return name === 'new' || name === 'changed' || (name === 'extra' && deletes)
}

/** The button that starts it: it says what it will do. */
export function startLabel(plan: MirrorPlan, deletes: boolean): string {
  const { copies, extras } = mirrorAmounts(plan)
  const verb = plan.direction === 'up' ? 'Upload' : 'Download'
  const parts = [
    ...(copies > 0 ? [`${verb} ${copies.toLocaleString()}`] : []),
    ...(deletes && extras > 0 ? [`delete ${extras.toLocaleString()}…`] : []),
  ]
  const words = parts.join(', ')
  return words === '' ? verb : `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`
}
