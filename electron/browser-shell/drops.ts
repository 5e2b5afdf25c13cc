import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '#shared/errors.ts'
import type { DropManifest, ShellMessage } from '#shared/ipc/browser-wire.ts'
import type { SourceItem, UploadSource } from '../transfers/upload-source.ts'
import { exactly } from './exactly.ts'

/**
 * A browser opens six connections to a host; files must leave some for everything else.
 * https://fetch.spec.whatwg.org/#connections
 */
const FILES_AT_ONCE = 4

/** A page that can't read on says so right after its request broke off. */
const EXPLANATION_MS = 500

type DroppedFile = DropManifest['files'][number]

interface Wanted {
  readonly ask: number
  readonly drop: string
  readonly index: number
  readonly file: DroppedFile
  readonly arrived: PromiseWithResolvers<Readable>
  /** `waiting` for a connection, `asked` for at the page, `sending`. */
  status: 'waiting' | 'asked' | 'sending' | 'unreadable'
}

/**
 * The files dropped on one page. A browser gives no path, so the page sends each file when a
 * transfer asks for it: one request, straight through, never held in memory or on disk.
 */
export class PageDrops {
  readonly #tell: (message: ShellMessage) => void
  /** In the order they were wanted, by the number under which the page is asked. */
  readonly #wanted = new Map<number, Wanted>()
  #asks = 0
  #left = false

  constructor(tell: (message: ShellMessage) => void) {
    this.#tell = tell
  }

  /** The source of a plan, and the id under which the page keeps its files. */
  add(manifest: DropManifest): { drop: string; source: UploadSource } {
    const drop = randomUUID()
    const open = (index: number, file: DroppedFile, signal: AbortSignal) =>
      this.#want(drop, index, file, signal)
    const source: UploadSource = {
      items: signal => items(manifest, open, signal),
      close: () => this.#tell({ type: 'drop-closed', drop }),
    }
    return { drop, source }
  }

  /**
   * The page sends a file that was asked for.
   *
   * @returns whether all of it was taken; `undefined` when nobody waits for it.
   */
  async receive(ask: number, body: Readable): Promise<boolean | undefined> {
    const wanted = this.#wanted.get(ask)
    if (wanted?.status !== 'asked') return undefined
    wanted.status = 'sending'
    const { size, path } = wanted.file
    const stream = exactly(size, path, body, async () => {
      await pause(EXPLANATION_MS)
      return wanted.status === 'unreadable' ? sourceChanged(path) : windowGone(path)
    })
    wanted.arrived.resolve(stream)
    const done = Promise.withResolvers<boolean>()
    stream.once('close', () => done.resolve(stream.readableEnded))
    const whole = await done.promise
    this.#drop(wanted)
    return whole
  }

  /** The page says it cannot read a file: it was changed or removed since it was dropped. */
  unreadable(ask: number): void {
    const wanted = this.#wanted.get(ask)
    if (wanted?.status !== 'asked' && wanted?.status !== 'sending') return
    const asked = wanted.status === 'asked'
    wanted.status = 'unreadable'
    wanted.arrived.reject(sourceChanged(wanted.file.path))
    if (asked) this.#drop(wanted)
  }

  /** The page is back on another socket: what it was asked on the old one may be lost. */
  askAgain(): void {
    for (const wanted of this.#wanted.values()) if (wanted.status === 'asked') this.#ask(wanted)
  }

  /** The page is gone, and its files with it. */
  leave(): void {
    this.#left = true
    for (const { arrived, file } of this.#wanted.values()) arrived.reject(windowGone(file.path))
    this.#wanted.clear()
  }

  async #want(drop: string, index: number, file: DroppedFile, signal: AbortSignal) {
    signal.throwIfAborted()
    if (this.#left) throw windowGone(file.path)
    const arrived = Promise.withResolvers<Readable>()
    const ask = this.#asks++
    const wanted: Wanted = { ask, drop, index, file, arrived, status: 'waiting' }
    const stop = () => {
      arrived.reject(signal.reason)
      if (wanted.status !== 'sending') this.#drop(wanted)
    }
    signal.addEventListener('abort', stop, { once: true })
    this.#wanted.set(ask, wanted)
    this.#askNext()
    try {
      return await arrived.promise
    } finally {
      signal.removeEventListener('abort', stop)
    }
  }

  #drop(wanted: Wanted): void {
    this.#wanted.delete(wanted.ask)
    this.#askNext()
  }

  #askNext(): void {
    const all = [...this.#wanted.values()]
    const busy = all.filter(({ status }) => status !== 'waiting').length
    const next = all.filter(({ status }) => status === 'waiting').slice(0, FILES_AT_ONCE - busy)
    for (const wanted of next) {
      wanted.status = 'asked'
      this.#ask(wanted)
    }
  }

  #ask({ ask, drop, index }: Wanted): void {
    this.#tell({ type: 'send-file', ask, drop, file: index })
  }
}

async function* items(
  manifest: DropManifest,
  open: (index: number, file: DroppedFile, signal: AbortSignal) => Promise<Readable>,
  signal: AbortSignal,
): AsyncGenerator<SourceItem> {
  for (const relativePath of manifest.emptyFolders) {
    yield { type: 'empty-folder', relativePath }
  }
  for (const { path, reason } of manifest.problems) {
    yield { type: 'problem', relativePath: path, reason }
  }
  for (const [index, file] of manifest.files.entries()) {
    signal.throwIfAborted()
    const { path, size, modified } = file
    const openFile = (openSignal: AbortSignal) => open(index, file, openSignal)
    yield { type: 'file', relativePath: path, size, modified, open: openFile }
  }
}

function sourceChanged(path: string): AppError {
  return new AppError({
    code: 'source-changed',
    message: `The browser can no longer read "${path}": it was changed, moved or removed.`,
    remedy: 'Drop the file again.',
    subject: { path },
  })
}

function windowGone(path: string): AppError {
  return new AppError({
    code: 'window-gone',
    message: `The page that "${path}" was dropped on is gone, and a browser gives files only to it.`,
    remedy: 'Drop the file again, and keep the page open until it is uploaded.',
    subject: { path },
  })
}
