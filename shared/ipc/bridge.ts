import type { Call, Reply } from './method.ts'

/** What a drop or a file picker gives, before the shell has turned it into a handle. */
export interface LocalItems<File> {
  /** Desktop shell: the dropped items themselves, folders included. Browser shell: every file. */
  readonly files: readonly File[]
  /** The path of each file relative to the drop, with `/`: `photos/2026/a.jpg`. */
  readonly paths: readonly string[]
  /** Browser shell: folders with nothing in them, relative to the drop. */
  readonly emptyFolders: readonly string[]
  /** Browser shell: what the browser could not read, and why. */
  readonly problems?: readonly { readonly path: string; readonly reason: string }[]
}

/**
 * The one door between window and main process, exposed as `window.pail`, frozen. It knows no
 * method and no topic, so it never changes when the contract does.
 */
export interface Bridge<File> {
  /** Which shell opened this window. */
  readonly shell: 'desktop' | 'browser'
  call(call: Call): Promise<Reply>
  /** Aborts the call of that id; it replies with the failure `canceled`. */
  cancel(id: string): void
  /** Follows a topic until the returned function is called. */
  subscribe(topic: string, listener: (value: unknown) => void): () => void
  /** Turns dropped or picked files into an opaque handle that a plan takes. */
  filesFrom(items: LocalItems<File>): Promise<string>
}

/** The bridge's name on the window. */
export const BRIDGE = 'pail'
