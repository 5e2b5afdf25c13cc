import type { Verifications } from '../../transfers/verify/verifications.ts'
import type { AreaHandlers } from '../handler.ts'

export interface VerificationsHandlersOptions {
  readonly verifications: Verifications
}

export function verificationsHandlers(
  options: VerificationsHandlersOptions,
): AreaHandlers<'verifications'> {
  const { verifications } = options
  return {
    'verifications.start': ({ subject }, { client, signal }) =>
      verifications.start(client, subject, signal),
    'verifications.items': (input, { client }) => verifications.items(client, input),
    'verifications.cancel': ({ id }, { client }) => {
      verifications.cancel(client, id)
      return {}
    },
    'verifications.export': async (input, { client }) => ({
      path: await verifications.export(client, input),
    }),
    'verifications.close': ({ id }, { client }) => {
      verifications.close(client, id)
      return {}
    },
  }
}
