import type { Entry, SortColumn } from '#shared/listing.ts'

/** Milliseconds that each order took. */
export type SortTimes = Readonly<Record<SortColumn, number>>

/** The same orders as a program would make them that keeps one object a row. */
export function controlSorts(entries: Iterable<Entry>): SortTimes {
  const rows = Array.from(entries, entry => ({
    name: entry.name,
    size: entry.type === 'file' ? entry.size : 0,
    modified: entry.type === 'file' ? entry.modified : 0,
    storageClass: entry.type === 'file' ? entry.storageClass : '',
  }))
  const collator = new Intl.Collator('en', { numeric: true })
  const time = (compare: (a: (typeof rows)[0], b: (typeof rows)[0]) => number) => {
    const started = performance.now()
    rows.toSorted(compare)
    return performance.now() - started
  }
  return {
    // As they stand: in the same state as ours, which learned the names as they came.
    name: time((a, b) => collator.compare(b.name, a.name)),
    size: time((a, b) => b.size - a.size || collator.compare(a.name, b.name)),
    modified: time((a, b) => b.modified - a.modified || collator.compare(a.name, b.name)),
    storageClass: time(
      (a, b) =>
        collator.compare(b.storageClass, a.storageClass) || collator.compare(a.name, b.name),
    ),
  }
}
