import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'

/** Bytes that have come over all connections so far, in each direction. */
export interface Traffic {
  readonly up: number
  readonly down: number
}

/** A connection that counts for itself: a socket, or one at the far end of a line. */
export type Counted = Duplex & { readonly bytesRead: number; readonly bytesWritten: number }

/**
 * Counts what the connections of a server carry; before they are shaped, it is told of those that are.
 *
 * @returns what there is so far
 */
export function countTraffic(server: Server): () => Traffic {
  const open = new Set<Counted>()
  const closed = { up: 0, down: 0 }
  server.on('connection', (connection: Counted) => {
    open.add(connection)
    connection.once('close', () => {
      open.delete(connection)
      closed.up += connection.bytesRead
      closed.down += connection.bytesWritten
    })
  })
  return () => {
    let { up, down } = closed
    for (const { bytesRead, bytesWritten } of open) {
      up += bytesRead
      down += bytesWritten
    }
    return { up, down }
  }
}
