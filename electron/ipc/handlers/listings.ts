import type { Listings } from '../../listings/listings.ts'
import type { AreaHandlers } from '../handler.ts'

export interface ListingsHandlersOptions {
  readonly listings: Listings
}

export function listingsHandlers({ listings }: ListingsHandlersOptions): AreaHandlers<'listings'> {
  return {
    'listings.open': ({ location }, { client }) => listings.open(client, location),
    'listings.refresh': ({ id }, { client }) => {
      listings.refresh(client, id)
      return {}
    },
    'listings.close': ({ id }, { client }) => {
      listings.close(client, id)
      return {}
    },
    'listings.state': ({ id }, { client }) => listings.state(client, id),
    'listings.rows': async (input, { client, signal }) => {
      await listings.prepare(client, input, signal)
      return listings.rows(client, input)
    },
    'listings.typeAhead': (input, { client }) => listings.typeAhead(client, input),
    'listings.find': (input, { client }) => listings.find(client, input),
    'listings.select': (input, { client }) => listings.select(client, input),
    'listings.hold': (input, { client }) => listings.hold(client, input),
  }
}
