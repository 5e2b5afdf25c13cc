import { fork, type SerializationType } from 'node:child_process'

/** A process of Pail's own that answers requests, and may be killed at any time. */
export interface ChildProcess<Request> {
  send(request: Request): void
  onReply(listener: (reply: unknown) => void): void
  /** Called once, also when the process could not be started. */
  onExit(listener: () => void): void
  kill(): void
}

/** How a shell starts such a process from the given script; Electron needs its own way. */
export type StartChild<Request> = (script: URL) => ChildProcess<Request>

/**
 * Starts it as a child of plain Node, which keeps nothing from ending. Not for a packaged Electron
 * app, whose fuses forbid to run as Node: there a utility process does it.
 */
export function forkChild<Request extends object>(
  script: URL,
  options: { readonly env: NodeJS.ProcessEnv; readonly serialization?: SerializationType },
): ChildProcess<Request> {
  const child = fork(script, [], {
    ...options,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  child.unref()
  child.channel?.unref()
  return {
    send: request => child.send(request, () => undefined),
    onReply: listener => child.on('message', listener),
    onExit: listener => {
      child.once('exit', listener)
      child.once('error', listener)
    },
    kill: () => child.kill('SIGKILL'),
  }
}
