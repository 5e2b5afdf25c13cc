import { randomUUID } from 'node:crypto'
import type { Announcement, Reply } from '#shared/ipc/method.ts'
import type { Topics } from './publish.ts'
import type { Server } from './serve.ts'

/** One window that joined the app, as its shell sees it. */
export interface WindowClient {
  readonly id: string
  /** `envelope` is whatever came over the wire; there is always a reply. */
  call(envelope: unknown): Promise<Reply>
  cancel(callId: unknown): void
  follow(topic: unknown): void
  unfollow(topic: unknown): void
  /** The window is gone: its calls are aborted and what it had open is closed. Transfers go on. */
  leave(): void
}

/** Lets a window in; `send` tells it what it follows. */
export type Join = (send: (announcement: Announcement) => void) => WindowClient

export interface JoinOptions {
  readonly server: Server
  readonly topics: Topics
  /** Whoever keeps something for a window. */
  readonly leaving: readonly { leave(client: string): void }[]
}

/** Makes the one way in that both shells use. */
export function joinWith({ server, topics, leaving }: JoinOptions): Join {
  return send => {
    const id = randomUUID()
    topics.join(id, send)
    return {
      id,
      call: envelope => server.call(id, envelope),
      cancel: callId => {
        if (typeof callId === 'string') server.cancel(id, callId)
      },
      follow: topic => topics.follow(id, topic),
      unfollow: topic => topics.unfollow(id, topic),
      leave: () => {
        topics.leave(id)
        server.leave(id)
        for (const service of leaving) service.leave(id)
      },
    }
  }
}
