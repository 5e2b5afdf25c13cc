import type { NotableObject, SizeReport } from '#shared/size.ts'

/** As many of the largest are kept. */
const LARGEST = 5

/** What is known of an object that is counted. */
interface CountedObject {
  readonly key: string
  readonly size: number
  readonly modified?: number
  readonly storageClass?: string
}

/** Adds objects up; memory stays the same however many there are. */
export class Tally {
  #objects = 0
  #bytes = 0
  readonly #classes = new Map<string, { objects: number; bytes: number }>()
  #largest: NotableObject[] = []
  #newest: NotableObject | undefined
  #oldest: NotableObject | undefined

  add(bucket: string, object: CountedObject): void {
    const { key, size, modified = 0, storageClass = 'STANDARD' } = object
    this.#objects += 1
    this.#bytes += size
    const sum = this.#classes.get(storageClass) ?? { objects: 0, bytes: 0 }
    sum.objects += 1
    sum.bytes += size
    this.#classes.set(storageClass, sum)
    const least = this.#largest.at(-1)
    if (this.#largest.length < LARGEST || (least && size > least.size)) {
      this.#largest = [...this.#largest, { bucket, key, size, modified }]
        .sort((a, b) => b.size - a.size)
        .slice(0, LARGEST)
    }
    // Some servers tell no time; 1970 would always be the oldest.
    if (modified === 0) return
    if (!this.#newest || modified > this.#newest.modified) {
      this.#newest = { bucket, key, size, modified }
    }
    if (!this.#oldest || modified < this.#oldest.modified) {
      this.#oldest = { bucket, key, size, modified }
    }
  }

  report(): Pick<SizeReport, 'objects' | 'bytes' | 'classes' | 'largest' | 'newest' | 'oldest'> {
    const classes = [...this.#classes].map(([storageClass, sum]) => ({ storageClass, ...sum }))
    return {
      objects: this.#objects,
      bytes: this.#bytes,
      classes: classes.sort((a, b) => b.bytes - a.bytes),
      largest: this.#largest,
      ...(this.#newest ? { newest: this.#newest } : {}),
      ...(this.#oldest ? { oldest: this.#oldest } : {}),
    }
  }
}
