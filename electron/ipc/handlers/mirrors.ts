import type { TransfersThread } from '../../transfers/thread/transfers-thread.ts'
import type { AreaHandlers } from '../handler.ts'

export interface MirrorsHandlersOptions {
  readonly transfers: TransfersThread
}

export function mirrorsHandlers(options: MirrorsHandlersOptions): AreaHandlers<'mirrors'> {
  const { mirrors } = options.transfers
  return {
    'mirrors.plan': (input, { client, call, signal }) =>
      mirrors.plan(client, { ...input, call }, signal),
    'mirrors.rows': async ({ planId: id, class: wanted, from, to }) => ({
      rows: await mirrors.rows({ id, class: wanted, from, to }),
    }),
    'mirrors.exclude': ({ planId, choice, excluded }) => mirrors.exclude(planId, choice, excluded),
    'mirrors.start': ({ planId, deletes }) => mirrors.start(planId, deletes),
    'mirrors.discard': async ({ planId }) => {
      await mirrors.discard(planId)
      return {}
    },
  }
}
