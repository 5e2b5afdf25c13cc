/** How a process of Pail's own talks with the one that started it. */
export interface ParentChannel<Reply> {
  listen(listener: (message: unknown) => void): void
  answer(reply: Reply): void
}

/** What Electron gives a utility process to talk with. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  postMessage(message: unknown): void
}

/** The channel of this process, whether Electron or plain Node has started it. */
export function parentChannel<Reply>(): ParentChannel<Reply> {
  const { parentPort } = process as { parentPort?: ParentPort }
  if (parentPort) {
    return {
      listen: listener => parentPort.on('message', event => listener(event.data)),
      answer: reply => parentPort.postMessage(reply),
    }
  }
  // Pail is gone, and whoever waits with it. A call that hangs would hold up an ordinary exit.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
  return {
    listen: listener => process.on('message', listener),
    answer: reply => process.send?.(reply),
  }
}
