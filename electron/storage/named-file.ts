/** A file by its name and the context it is in: a prefix below the storage's root. */
export interface NamedFile {
  readonly fileName: string
  readonly context?: string | undefined
  readonly signal?: AbortSignal | undefined
}
