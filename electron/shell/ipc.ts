import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron'
import { z } from 'zod'
import type { Join, WindowClient } from '../ipc/window-client.ts'
import { CHANNELS } from './channels.ts'
import { PAGE_ORIGIN } from './page-origin.ts'

const Paths = z.array(z.string().min(1).max(32_768)).min(1).max(100_000)

export interface DesktopIpcOptions {
  readonly join: Join
  /** Gives a window an opaque handle for what was dropped on it. */
  readonly addPaths: (client: string, paths: readonly string[]) => string
}

/**
 * The only file that listens to windows. Everything goes through one check of the sender: a
 * window that this class attached, its main frame, our own page.
 */
export class DesktopIpc {
  readonly #options: DesktopIpcOptions
  readonly #clients = new Map<WebContents, WindowClient>()

  constructor(options: DesktopIpcOptions) {
    this.#options = options
    const invoke = <T>(channel: string, answer: (client: WindowClient, value: unknown) => T) =>
      ipcMain.handle(channel, (event, value: unknown) => answer(this.#sender(event), value))
    const on = (channel: string, take: (client: WindowClient, value: unknown) => void) =>
      ipcMain.on(channel, (event, value: unknown) => {
        const client = this.#find(event)
        if (client) take(client, value)
      })

    invoke(CHANNELS.call, (client, envelope) => client.call(envelope))
    invoke(CHANNELS.paths, (client, paths) => options.addPaths(client.id, Paths.parse(paths)))
    on(CHANNELS.cancel, (client, id) => client.cancel(id))
    on(CHANNELS.follow, (client, topic) => client.follow(topic))
    on(CHANNELS.unfollow, (client, topic) => client.unfollow(topic))
  }

  /** Serves a window until it is closed; a page that is loaded again starts from nothing. */
  attach(contents: WebContents): void {
    contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (!isMainFrame || isSameDocument) return
      this.#leave(contents)
      this.#clients.set(contents, this.#join(contents))
    })
    contents.on('render-process-gone', () => this.#leave(contents))
    contents.once('destroyed', () => this.#leave(contents))
  }

  #join(contents: WebContents): WindowClient {
    return this.#options.join(announcement => {
      if (!contents.isDestroyed()) contents.send(CHANNELS.announce, announcement)
    })
  }

  #leave(contents: WebContents): void {
    this.#clients.get(contents)?.leave()
    this.#clients.delete(contents)
  }

  #find({ sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent): WindowClient | undefined {
    const ours = senderFrame === sender.mainFrame && senderFrame?.origin === PAGE_ORIGIN
    return ours ? this.#clients.get(sender) : undefined
  }

  #sender(event: IpcMainInvokeEvent): WindowClient {
    const client = this.#find(event)
    if (client === undefined) throw new Error('Not a window of Pail.')
    return client
  }
}
