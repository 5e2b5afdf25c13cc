import type { Searches } from '../../searches/searches.ts'
import type { AreaHandlers } from '../handler.ts'

export interface SearchesHandlersOptions {
  readonly searches: Searches
}

export function searchesHandlers({ searches }: SearchesHandlersOptions): AreaHandlers<'searches'> {
  return {
    'searches.start': ({ scope, query }, { client }) => searches.start(client, scope, query),
    'searches.stop': ({ id }, { client }) => {
      searches.get(client, id).stop()
      return {}
    },
    'searches.goOn': ({ id }, { client }) => {
      searches.get(client, id).goOn()
      return {}
    },
    'searches.close': ({ id }, { client }) => {
      searches.close(client, id)
      return {}
    },
    'searches.state': ({ id }, { client }) => searches.get(client, id).state(),
    'searches.rows': async ({ id, sort, from, to }, { client, signal }) => {
      const search = searches.get(client, id)
      await search.prepare(sort, signal)
      return search.rows(sort, from, to)
    },
    'searches.find': ({ id, sort, bucket, key }, { client }) =>
      searches.get(client, id).find(sort, bucket, key),
    'searches.typeAhead': ({ id, sort, text, from }, { client }) =>
      searches.get(client, id).typeAhead(sort, text, from),
    'searches.select': ({ id, sort, version, ranges }, { client }) =>
      searches.get(client, id).select(sort, version, ranges),
  }
}
