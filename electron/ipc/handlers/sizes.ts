import type { Sizes } from '../../sizes/sizes.ts'
import type { AreaHandlers } from '../handler.ts'

export interface SizesHandlersOptions {
  readonly sizes: Sizes
}

export function sizesHandlers({ sizes }: SizesHandlersOptions): AreaHandlers<'sizes'> {
  return {
    'sizes.start': ({ target }, { client }) => sizes.start(client, target),
    'sizes.stop': ({ id }, { client }) => {
      sizes.stop(client, id)
      return {}
    },
    'sizes.goOn': ({ id }, { client }) => {
      sizes.goOn(client, id)
      return {}
    },
    'sizes.state': ({ id }, { client }) => sizes.state(client, id),
  }
}
