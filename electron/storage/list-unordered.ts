import { AppError } from '#shared/errors.ts'
import type { ObjectPage } from '#shared/s3.ts'
import { EmittedKeys } from './emitted-keys.ts'
import { Finished } from './finished.ts'
import { Chain } from './listing-chain.ts'
import { ListingChains } from './listing-chains.ts'
import { listingTurns } from './listing-turns.ts'
import { PackedPage } from './packed-page.ts'

/** What listing needs of a bucket. */
export interface PageSource {
  listPage(
    request: {
      prefix: string
      delimiter?: string
      startAfter?: string
      token?: string
      maxKeys?: number
    },
    signal?: AbortSignal,
  ): Promise<ObjectPage>
}

interface UnorderedRequest {
  readonly prefix: string
  readonly delimiter?: string
  /** The most requests in flight; 1 lists page after page, in order. */
  readonly lanes?: number
}

/** Round trips overlap; beyond this the time to read the answers is the limit, not the network. */
const LANES = 32
const PAGE = 1000
/** A listing that ends sooner is not worth a single request to nowhere. */
const PAGES_BEFORE_SPLIT = 2
/** Requests in flight for each page so far: what ends soon is asked for little in vain. */
const LANES_PER_PAGE = 3

/**
 * Every key (with a delimiter: every key and common prefix) under a prefix, each exactly once, in
 * pages that come in no particular order: a large listing is read in many places at a time.
 * The first page comes after one round trip; requests stop when the caller stops taking pages.
 *
 * [Note: Chains] One chain of pages starts at the beginning, and goes on by continuation tokens.
 * Others start in the middle, by StartAfter, as far as the server lets them. A chain is complete
 * only when it runs into the very entry that the next one started with. So nothing is missed and
 * nothing comes twice, whatever the server makes of StartAfter; where the chains do not meet, the
 * first one is followed to the end, and what came before is left out.
 *
 * @throws AppError as listPage does, and `not-s3` when the server repeats a continuation token
 */
export async function* listUnordered(
  source: PageSource,
  request: UnorderedRequest,
  signal?: AbortSignal,
): AsyncGenerator<ObjectPage> {
  const emitted = new EmittedKeys()
  const stop = new AbortController()
  const both = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal
  const first = new Chain()
  try {
    const met = yield* inParallel(source, request, first, emitted, both)
    if (met) return
  } finally {
    stop.abort()
  }
  yield* inSequence(source, request, first.resume, emitted, signal)
}

type Outcome =
  | { readonly of: Chain; readonly page: PackedPage }
  | { readonly of: Chain; readonly error: unknown }
  | { readonly probe: string; readonly page: PackedPage }
  | { readonly probe: string; readonly error: unknown }

/** Returns whether the chains met; if not, some entries may not have come. */
async function* inParallel(
  source: PageSource,
  { prefix, delimiter, lanes = LANES }: UnorderedRequest,
  first: Chain,
  emitted: EmittedKeys,
  signal: AbortSignal,
): AsyncGenerator<ObjectPage, boolean> {
  const chains = new ListingChains(first, { prefix, delimiter })
  const outcomes = new Finished<Outcome>()
  const basis = { prefix, maxKeys: PAGE, ...(delimiter === undefined ? {} : { delimiter }) }
  let pages = 0
  let splitting = lanes > 1

  const ask = (of: Chain) => {
    const token = of.next === undefined ? {} : { token: of.next }
    outcomes.add(
      source.listPage({ ...basis, ...token }, signal).then(
        page => ({ of, page: PackedPage.of(page) }),
        (error: unknown) => ({ of, error }),
      ),
    )
  }
  const tryAt = (probe: string) => {
    outcomes.add(
      firstEntries(source, { ...basis, startAfter: probe }, signal).then(
        page => ({ probe, page }),
        (error: unknown) => ({ probe, error }),
      ),
    )
  }

  ask(first)
  while (outcomes.waiting > 0) {
    const outcome = await outcomes.next()
    signal.throwIfAborted()
    let page: PackedPage | undefined
    if ('probe' in outcome) {
      const begun = 'error' in outcome ? undefined : chains.begin(outcome.probe, outcome.page)
      // A server that forbids it, or starts elsewhere, would do so again: that is enough.
      if (begun === undefined) splitting = false
      else if (begun !== 'nothing') {
        page = begun.page
        if (!begun.chain.ended) ask(begun.chain)
      }
      if ('error' in outcome || begun === undefined) chains.forget(outcome.probe)
    } else {
      const { of } = outcome
      if ('error' in outcome) {
        if (of === first || !isRefusal(outcome.error)) throw outcome.error
        return false
      }
      page = chains.append(of, outcome.page)
      if (page === undefined) return false
      if (!of.ended) ask(of)
    }
    if (page) pages += 1
    while (
      splitting &&
      pages >= PAGES_BEFORE_SPLIT &&
      outcomes.waiting < Math.min(lanes, pages * LANES_PER_PAGE)
    ) {
      // Each in a turn of its own: what was asked for before is on its way by then.
      await listingTurns.next()
      const probe = chains.probe()
      if (probe === undefined) break
      tryAt(probe)
    }
    // Last, and in another turn too, since what is done with a page takes its time.
    if (page && page.count > 0) {
      await listingTurns.next()
      yield noted(emitted, page)
    }
  }
  return true
}

/** Servers may answer with empty pages before the first that holds something. */
async function firstEntries(
  source: PageSource,
  request: Parameters<PageSource['listPage']>[0],
  signal: AbortSignal,
): Promise<PackedPage> {
  const seen = new Set<string>()
  let page = PackedPage.of(await source.listPage(request, signal))
  const { startAfter: _, ...basis } = request
  while (page.next !== undefined && page.count === 0) {
    if (seen.has(page.next)) throw repeatedToken(request.prefix)
    seen.add(page.next)
    page = PackedPage.of(await source.listPage({ ...basis, token: page.next }, signal))
  }
  return page
}

/** From a token to the end, without what came already. */
async function* inSequence(
  source: PageSource,
  { prefix, delimiter }: UnorderedRequest,
  from: string | undefined,
  emitted: EmittedKeys,
  signal: AbortSignal | undefined,
): AsyncGenerator<ObjectPage> {
  const seen = new Set<string>()
  const basis = { prefix, maxKeys: PAGE, ...(delimiter === undefined ? {} : { delimiter }) }
  let token = from
  do {
    const request = token === undefined ? basis : { ...basis, token }
    const page = await source.listPage(request, signal)
    signal?.throwIfAborted()
    token = page.next
    if (token !== undefined && seen.has(token)) throw repeatedToken(prefix)
    if (token !== undefined) seen.add(token)
    const isNew = (name: string) => emitted.addNew(Buffer.from(name))
    const objects = page.objects.filter(({ key }) => isNew(key))
    const commonPrefixes = page.commonPrefixes.filter(isNew)
    if (objects.length + commonPrefixes.length > 0) yield { objects, commonPrefixes }
  } while (token !== undefined)
}

function noted(emitted: EmittedKeys, page: PackedPage): PackedPage {
  for (const names of [page.keys, page.prefixes]) {
    for (let at = 0; at < names.count; at += 1) {
      emitted.add(names.bytes, names.start(at), names.end(at))
    }
  }
  return page
}

/** What a server says that lets nobody start in the middle, or not there. */
function isRefusal(error: unknown): boolean {
  const refusals = ['denied', 'invalid', 'not-supported', 'throttled']
  return error instanceof AppError && refusals.includes(error.code)
}

/** A listing that hands out the same token again would never end. */
function repeatedToken(prefix: string): AppError {
  return new AppError({
    code: 'not-s3',
    message: 'The server repeats itself: it names a page of the listing that was already read.',
    remedy: 'Refresh; if it stays, this endpoint cannot list folders of more than one page.',
    subject: { key: prefix },
  })
}
