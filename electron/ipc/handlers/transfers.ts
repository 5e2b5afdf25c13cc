import type { JobSelection } from '#shared/transfer.ts'
import type { Listings } from '../../listings/listings.ts'
import type { TransfersThread } from '../../transfers/thread/transfers-thread.ts'
import type { AreaHandlers } from '../handler.ts'

export interface TransfersHandlersOptions {
  readonly listings: Listings
  readonly transfers: TransfersThread
}

export function transfersHandlers(options: TransfersHandlersOptions): AreaHandlers<'transfers'> {
  const { listings, transfers } = options
  const named = <Input extends { selection: JobSelection }>(client: string, input: Input) => ({
    ...input,
    selection: listings.selection(client, input.selection),
  })
  return {
    'transfers.planUpload': (input, { client, call, signal }) =>
      transfers.planUpload(client, { ...input, call }, signal),
    'transfers.planDownload': (input, { client, call, signal }) =>
      transfers.planDownload(client, { ...named(client, input), call }, signal),
    'transfers.planZip': (input, { client, call, signal }) =>
      transfers.planZip(client, { ...named(client, input), call }, signal),
    'transfers.planDelete': (input, { client, call, signal }) =>
      transfers.planDelete(client, { ...named(client, input), call }, signal),
    'transfers.planCopy': (input, { client, call, signal }) =>
      transfers.planCopy(client, { ...named(client, input), call }, signal),
    'transfers.start': input => transfers.start(input),
    'transfers.discard': async ({ planId }) => {
      await transfers.discard(planId)
      return {}
    },
    'transfers.list': ({ query, ...range }) =>
      transfers.list({ ...range, ...(query ? { query } : {}) }),
    'transfers.items': input => transfers.items(input),
    'transfers.causes': async ({ id }) => ({ causes: await transfers.causes(id) }),
    'transfers.failedNames': async input => ({ names: await transfers.names(input) }),
    'transfers.skipItems': async input => {
      await transfers.skip(input)
      return {}
    },
    'transfers.retryItems': async input => {
      await transfers.retry(input)
      return {}
    },
    'transfers.export': async ({ wish, folder }, { client }) => ({
      path: await transfers.export(client, wish, folder),
    }),
    'transfers.pause': async ({ id }) => {
      await transfers.pause(id)
      return {}
    },
    'transfers.resume': async ({ id }) => {
      await transfers.resume(id)
      return {}
    },
    'transfers.pauseAll': async () => {
      await transfers.pauseAll()
      return {}
    },
    'transfers.resumeAll': async () => {
      await transfers.resumeAll()
      return {}
    },
    'transfers.reorder': async request => {
      await transfers.reorder(request)
      return {}
    },
    'transfers.tryNetwork': async () => {
      await transfers.tryNetwork()
      return {}
    },
    'transfers.cancel': async ({ id }) => {
      await transfers.cancel(id)
      return {}
    },
    'transfers.retry': async ({ id }) => {
      await transfers.retry({ id })
      return {}
    },
    'transfers.clear': async () => {
      await transfers.clear()
      return {}
    },
  }
}
