import type { NodeHttpHandler } from '@smithy/node-http-handler'

/** An HTTP request as the SDK hands it to whoever sends it. */
export type SdkRequest = Omit<Parameters<NodeHttpHandler['handle']>[0], 'clone'>
/** What the SDK is given back, once the head of the answer is there. */
export type SdkAnswer = Awaited<ReturnType<NodeHttpHandler['handle']>>
/** What came of a try that was made without the SDK. */
export type Tried = { readonly answer: SdkAnswer } | { readonly error: unknown }

/** Gives what came of a try to the first who asks. */
export function once(tried: Tried): () => Promise<SdkAnswer> | undefined {
  let left: Tried | undefined = tried
  return () => {
    const given = left
    left = undefined
    if (!given) return undefined
    return 'answer' in given ? Promise.resolve(given.answer) : Promise.reject(given.error)
  }
}
