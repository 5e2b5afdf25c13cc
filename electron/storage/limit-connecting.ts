import type { Socket } from 'node:net'
import { timeout } from './timeout.ts'

/**
 * Gives a server up that does not accept a connection in time, TLS included.
 *
 * @param milliseconds from now on
 * @param giveUp with what it failed with, as a system says it of a connection
 */
export function limitConnecting(
  socket: Socket,
  milliseconds: number,
  giveUp: (late: Error) => void,
): void {
  if (!socket.connecting) return
  const late = () =>
    giveUp(
      Object.assign(timeout('accept the connection', milliseconds), {
        syscall: 'connect' as const,
      }),
    )
  const clock = setTimeout(late, milliseconds)
  const accepted = 'encrypted' in socket ? 'secureConnect' : 'connect'
  for (const done of [accepted, 'close']) socket.once(done, () => clearTimeout(clock))
}
