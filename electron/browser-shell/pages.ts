import type { WebSocket } from 'ws'
import { PageMessage, type ShellMessage } from '#shared/ipc/browser-wire.ts'
import type { Join, WindowClient } from '../ipc/window-client.ts'
import { PageDrops } from './drops.ts'

/** A page that comes back within this time, after a sleep or a broken tunnel, is the same one. */
const GRACE_MS = 15_000

/** WebSocket close code: the message is not one of ours (RFC 6455 section 7.4.1). */
const POLICY_VIOLATION = 1008

/** One open page: its place in the app, its dropped files, and its socket while it has one. */
export interface Page {
  readonly client: WindowClient
  readonly drops: PageDrops
}

interface KnownPage extends Page {
  socket: WebSocket | undefined
  /** The drops that were closed while the page was away. */
  readonly unsent: ShellMessage[]
  farewell: ReturnType<typeof setTimeout> | undefined
}

/** The pages that are open, by the id that each of them chose. */
export class Pages {
  readonly #join: Join
  readonly #pages = new Map<string, KnownPage>()

  constructor(join: Join) {
    this.#join = join
  }

  get(id: string | undefined): Page | undefined {
    return id === undefined ? undefined : this.#pages.get(id)
  }

  /** Serves a page over its socket until the socket closes, and for a short while after. */
  attach(id: string, socket: WebSocket): void {
    const page = this.#pages.get(id) ?? this.#admit(id)
    clearTimeout(page.farewell)
    page.socket?.terminate()
    page.socket = socket
    for (const message of page.unsent.splice(0)) tell(page, message)
    page.drops.askAgain()
    const calls = new Set<string>()
    socket.on('message', data => receive(page, socket, calls, String(data)))
    // The socket closes itself after an error; there is nothing else to do about one.
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      // A page whose socket closed has given up its calls.
      for (const id of calls) page.client.cancel(id)
      if (page.socket !== socket) return
      page.socket = undefined
      page.farewell = setTimeout(() => this.#dismiss(id, page), GRACE_MS).unref()
    })
  }

  close(): void {
    for (const [id, page] of this.#pages) {
      page.socket?.terminate()
      this.#dismiss(id, page)
    }
  }

  #admit(id: string): KnownPage {
    const page: KnownPage = {
      client: this.#join(({ topic, value }) => tell(page, { type: 'announce', topic, value })),
      drops: new PageDrops(message => tell(page, message)),
      socket: undefined,
      unsent: [],
      farewell: undefined,
    }
    this.#pages.set(id, page)
    return page
  }

  #dismiss(id: string, page: KnownPage): void {
    clearTimeout(page.farewell)
    this.#pages.delete(id)
    page.drops.leave()
    page.client.leave()
  }
}

/** @param calls those under way on this socket */
function receive(page: KnownPage, socket: WebSocket, calls: Set<string>, data: string): void {
  const message = PageMessage.safeParse(parseJson(data))
  if (!message.success) {
    socket.close(POLICY_VIOLATION, 'Not a message of Pail')
    return
  }
  const { client, drops } = page
  switch (message.data.type) {
    case 'call': {
      const { call } = message.data
      calls.add(call.id)
      void client.call(call).then(reply => {
        calls.delete(call.id)
        if (page.socket === socket) tell(page, { type: 'reply', id: call.id, reply })
      })
      return
    }
    case 'cancel':
      client.cancel(message.data.id)
      return
    case 'subscribe':
      client.follow(message.data.topic)
      return
    case 'unsubscribe':
      client.unfollow(message.data.topic)
      return
    case 'file-unreadable':
      drops.unreadable(message.data.ask)
      return
    default:
      message.data satisfies never
  }
}

function tell(page: KnownPage, message: ShellMessage): void {
  const { socket } = page
  if (socket && socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
  else if (message.type === 'drop-closed') page.unsent.push(message)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
