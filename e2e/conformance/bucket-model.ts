/** What a page of a listing shows. */
export interface ModelPage {
  /** Keys and common prefixes, in order. */
  readonly entries: readonly string[]
  readonly truncated: boolean
}

/** What to list. */
export interface ModelQuery {
  readonly prefix?: string
  readonly delimiter?: string
  /** Only what comes after this. */
  readonly startAfter?: string
  readonly maxKeys?: number
}

/**
 * The bucket as Amazon documents it, in a Map: small enough to be seen to be right.
 * Source: "ListObjectsV2", Amazon S3 API Reference.
 */
export class BucketModel {
  readonly #objects = new Map<string, string>()

  put(key: string, text: string): void {
    this.#objects.set(key, text)
  }

  delete(key: string): void {
    this.#objects.delete(key)
  }

  get(key: string): string | undefined {
    return this.#objects.get(key)
  }

  /** All keys in the order of their UTF-8 bytes. */
  keys(): string[] {
    return [...this.#objects.keys()].sort(compareUtf8)
  }

  list({ prefix = '', delimiter, startAfter = '', maxKeys = 1000 }: ModelQuery): ModelPage {
    const entries = new Set<string>()
    for (const key of this.keys()) {
      if (!key.startsWith(prefix) || compareUtf8(key, startAfter) <= 0) continue
      const cut = delimiter ? key.indexOf(delimiter, prefix.length) : -1
      entries.add(cut < 0 ? key : key.slice(0, cut + (delimiter ?? '').length))
    }
    return { entries: [...entries].slice(0, maxKeys), truncated: entries.size > maxKeys }
  }
}

/** The order of S3: UTF-8 bytes, which JavaScript's own string order is not. */
export function compareUtf8(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
