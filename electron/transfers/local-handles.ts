import { randomBytes } from 'node:crypto'
import { AppError } from '#shared/errors.ts'
import type { LocalFolder } from '#shared/ipc/methods/local.ts'
import { PathSource } from './path-source.ts'
import type { UploadSource } from './upload-source.ts'

type Local =
  | { readonly type: 'source'; readonly client: string; readonly source: UploadSource }
  | { readonly type: 'folder'; readonly client: string; readonly path: string }

/**
 * What the user dropped or picked, behind names that cannot be guessed. A window holds handles,
 * never paths, so it can't make Pail read or write what its user did not choose.
 */
export class LocalHandles {
  readonly #locals = new Map<string, Local>()

  /** Files and folders of this computer, to upload. */
  addPaths(client: string, paths: readonly string[]): string {
    return this.addSource(client, new PathSource(paths))
  }

  addSource(client: string, source: UploadSource): string {
    return this.#add({ type: 'source', client, source })
  }

  /** A folder of this computer, to download into. */
  addFolder(client: string, path: string): LocalFolder {
    for (const [handle, local] of this.#locals) {
      if (local.type === 'folder' && local.client === client && local.path === path) {
        return { handle, path }
      }
    }
    return { handle: this.#add({ type: 'folder', client, path }), path }
  }

  /** @throws AppError `invalid` for a handle that this window did not get. */
  source(client: string, handle: string): UploadSource {
    const local = this.#locals.get(handle)
    if (local?.type !== 'source' || local.client !== client) throw unknownHandle()
    return local.source
  }

  /** @throws AppError `invalid` for a handle that this window did not get. */
  folder(client: string, handle: string): string {
    const local = this.#locals.get(handle)
    if (local?.type !== 'folder' || local.client !== client) throw unknownHandle()
    return local.path
  }

  /** Nothing more is wanted of a source: its job is over, or its plan was dropped. */
  release(source: UploadSource): void {
    for (const [handle, local] of this.#locals) {
      if (local.type !== 'source' || local.source !== source) continue
      this.#locals.delete(handle)
      source.close()
    }
  }

  /** The window is gone. What a running job still reads from disk goes on. */
  leave(client: string): void {
    for (const [handle, local] of this.#locals) {
      if (local.client !== client) continue
      this.#locals.delete(handle)
      if (local.type === 'source') local.source.close()
    }
  }

  #add(local: Local): string {
    const handle = randomBytes(16).toString('hex')
    this.#locals.set(handle, local)
    return handle
  }
}

function unknownHandle(): AppError {
  return new AppError({
    code: 'invalid',
    message: 'What was dropped or picked is no longer known.',
    remedy: 'Drop or pick it again.',
  })
}
