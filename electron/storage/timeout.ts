/** Milliseconds are in the message for the log; a user reads the words of failure.ts. */
export function timeout(what: string, milliseconds: number): Error {
  const message = `The server did not ${what} within ${milliseconds} ms`
  return Object.assign(new Error(message), { name: 'TimeoutError', code: 'ETIMEDOUT' })
}
