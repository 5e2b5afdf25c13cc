import type { NodeHttpHandler } from '@smithy/node-http-handler'

/** An HTTP request as the SDK hands it to whoever sends it. */
export type SdkRequest = Parameters<NodeHttpHandler['handle']>[0]
/** What the SDK is given back, once the head of the answer is there. */
export type SdkAnswer = Awaited<ReturnType<NodeHttpHandler['handle']>>
