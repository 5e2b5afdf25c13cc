/** What `running` comes to, or the signal's reason as soon as it aborts: not all that waits can be told to. */
export function interruptible<T>(running: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return running
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    running.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
