import type { Transfers } from '../../transfers/transfers.ts'
import type { AreaHandlers } from '../handler.ts'

export interface TransfersHandlersOptions {
  readonly transfers: Transfers
}

export function transfersHandlers(options: TransfersHandlersOptions): AreaHandlers<'transfers'> {
  const { transfers } = options
  return {
    'transfers.planUpload': (input, { client, call, signal }) =>
      transfers.planUpload(client, { ...input, call }, signal),
    'transfers.planDownload': (input, { client, call, signal }) =>
      transfers.planDownload(client, { ...input, call }, signal),
    'transfers.planDelete': (input, { client, call, signal }) =>
      transfers.planDelete(client, { ...input, call }, signal),
    'transfers.start': input => transfers.start(input),
    'transfers.discard': ({ planId }) => {
      transfers.discard(planId)
      return {}
    },
    'transfers.list': range => transfers.list(range),
    'transfers.cancel': async ({ id }) => {
      await transfers.cancel(id)
      return {}
    },
    'transfers.retry': async ({ id }) => {
      await transfers.retry(id)
      return {}
    },
    'transfers.clear': () => {
      transfers.clear()
      return {}
    },
  }
}
