import type { S3Client } from '@aws-sdk/client-s3'
import type { SdkAnswer, SdkRequest } from './sdk-exchange.ts'

type Plugin = Parameters<S3Client['middlewareStack']['use']>[0]
type Middleware = Parameters<S3Client['middlewareStack']['add']>[0]
type Query = Readonly<Record<string, string | undefined>>

/** What the SDK puts into the query of a listing by what is asked for. */
const ASKED = [
  'prefix',
  'delimiter',
  'start-after',
  'continuation-token',
  'max-keys',
  'encoding-type',
]
/** Headers that tell one request from another. */
const OWN = /^amz-sdk-|^authorization$|^x-amz-(?:date|content-sha256|security-token)$/i

/** How the SDK signs: what it selected for the credentials, endpoint and region of a client. */
interface Scheme {
  readonly httpAuthOption: { readonly signingProperties?: object }
  readonly identity: unknown
  readonly signer: {
    sign(request: SdkRequest, identity: unknown, properties: object): Promise<SdkRequest>
    /** Learns from the server's clock. */
    successHandler?(response: SdkAnswer['response'], properties: object): void
  }
}

/**
 * What the SDK made of a listing that succeeded. All others of the same client differ from it in
 * their query alone: they go to the same endpoint, with the same headers, signed in the same way.
 */
export class ListingMold {
  readonly #request: SdkRequest
  readonly #scheme: Scheme

  constructor(request: SdkRequest, scheme: Scheme) {
    this.#request = {
      ...request,
      headers: without(request.headers, name => OWN.test(name)),
      query: without(request.query, name => ASKED.includes(name)),
    } as SdkRequest
    this.#scheme = scheme
  }

  /**
   * A listing with another query, signed.
   *
   * @returns the request, and whom to tell of its answer when that is a success
   */
  async signed(query: Query): Promise<{
    readonly request: SdkRequest
    readonly succeeded: (response: SdkAnswer['response']) => void
  }> {
    const { httpAuthOption, identity, signer } = this.#scheme
    const request = {
      ...this.#request,
      query: { ...this.#request.query, ...without(query, name => query[name] === undefined) },
    } as SdkRequest
    const properties = { ...httpAuthOption.signingProperties }
    return {
      request: await signer.sign(request, identity, properties),
      succeeded: response => signer.successHandler?.(response, properties),
    }
  }
}

function without<T>(
  from: Readonly<Record<string, T>>,
  isLeftOut: (name: string) => boolean,
): Record<string, T> {
  return Object.fromEntries(Object.entries(from).filter(([name]) => !isLeftOut(name)))
}

const molds = new WeakMap<S3Client, ListingMold>()

/** The mold of a client, once a listing of it has succeeded. */
export function moldOf(client: S3Client): ListingMold | undefined {
  return molds.get(client)
}

/** Keeps what the SDK makes of the first listing of a client, which must serve one bucket only. */
export function keepsMold(client: S3Client): Plugin {
  const keep: Middleware = (next, context) => async args => {
    const result = await next(args)
    const scheme = schemeOf(context)
    if (context['commandName'] === 'ListObjectsV2Command' && scheme && !molds.has(client)) {
      molds.set(
        client,
        new ListingMold((args as unknown as { request: SdkRequest }).request, scheme),
      )
    }
    return result
  }
  return {
    applyToStack(stack) {
      const position = { relation: 'before', toMiddleware: 'httpSigningMiddleware' } as const
      stack.addRelativeTo(keep, { ...position, name: 'pailListingMold' })
    },
  }
}

/** `undefined` where the SDK signs in another way: in sessions of directory buckets. */
function schemeOf(context: object): Scheme | undefined {
  const known = context as {
    __smithy_context?: { selectedHttpAuthScheme?: Scheme }
    s3ExpressIdentity?: unknown
  }
  return known.s3ExpressIdentity === undefined
    ? known.__smithy_context?.selectedHttpAuthScheme
    : undefined
}
