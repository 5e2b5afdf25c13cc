import type { ExternalEdits } from '../../external/external-edits.ts'
import type { AreaHandlers } from '../handler.ts'

export interface ExternalHandlersOptions {
  readonly external: ExternalEdits
}

export function externalHandlers({ external }: ExternalHandlersOptions): AreaHandlers<'external'> {
  return {
    'external.open': (object, { signal }) => external.open(object, signal),
    'external.list': () => ({ edits: external.list() }),
    'external.reopen': async ({ id }) => {
      await external.reopen(id)
      return {}
    },
    'external.save': async ({ id, to }) => {
      await external.save(id, to)
      return {}
    },
    'external.stop': async ({ id, discard }) => ({ stopped: await external.stop(id, discard) }),
  }
}
