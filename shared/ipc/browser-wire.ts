import { z } from 'zod'
import { Call, type Reply } from './method.ts'

/**
 * What the browser shell and its page say to each other over their WebSocket: the envelopes of
 * the desktop shell's IPC, and the two words that fetch a dropped file from the page.
 */

/** From the page. Validated: the page is not trusted. */
export const PageMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call'), call: Call }),
  z.object({ type: z.literal('cancel'), id: z.string().max(64) }),
  z.object({ type: z.literal('subscribe'), topic: z.string().max(64) }),
  z.object({ type: z.literal('unsubscribe'), topic: z.string().max(64) }),
  /** The page can't read the file that this was asking for. */
  z.object({ type: z.literal('file-unreadable'), ask: z.number().int().min(0) }),
])
export type PageMessage = z.infer<typeof PageMessage>

/** To the page. */
export type ShellMessage =
  | { readonly type: 'reply'; readonly id: string; readonly reply: Reply }
  | { readonly type: 'announce'; readonly topic: string; readonly value: unknown }
  /**
   * Asks for the bytes of one dropped file: the page POSTs them to `/drops/<ask>`. Comes again,
   * with the same number, when the page comes back: it may have been lost.
   */
  | {
      readonly type: 'send-file'
      readonly ask: number
      readonly drop: string
      readonly file: number
    }
  /** Nobody will ask for files of this drop again. */
  | { readonly type: 'drop-closed'; readonly drop: string }

const RelativePath = z.string().min(1).max(8192)

/** What a drop holds, told before any byte: POSTed to `/drops`. */
export const DropManifest = z.object({
  files: z
    .array(
      z.object({
        path: RelativePath,
        size: z.number().int().min(0),
        /** Milliseconds since the Unix epoch. */
        modified: z.number(),
      }),
    )
    .max(1_000_000),
  emptyFolders: z.array(RelativePath).max(1_000_000),
  problems: z.array(z.object({ path: RelativePath, reason: z.string().max(1024) })).max(10_000),
})
export type DropManifest = z.infer<typeof DropManifest>

/** The answer to a manifest: the handle that a plan takes, and the id that asks for files. */
export interface DropAnswer {
  readonly handle: string
  readonly drop: string
}

/** The header that names the page among those that share the cookie. */
export const CLIENT_HEADER = 'pail-client'
