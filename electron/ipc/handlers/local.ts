import type { Listings } from '../../listings/listings.ts'
import { localPage } from '../../local/local-page.ts'
import { childPath, realChild } from '../../local/real-child.ts'
import type { LocalHandles } from '../../transfers/local-handles.ts'
import type { AreaHandlers } from '../handler.ts'

export interface LocalHandlersOptions {
  readonly handles: LocalHandles
  readonly listings: Listings
}

/** Folders of this computer beside those of a bucket, as far as their user let the window in. */
export function localHandlers({ handles, listings }: LocalHandlersOptions): AreaHandlers<'local'> {
  return {
    'local.enter': async ({ handle, name }, { client }) =>
      handles.addFolder(client, await realChild(handles.folder(client, handle), name)),
    'local.list': ({ handle }, { client }) => {
      const path = handles.folder(client, handle)
      return listings.openSource(client, {
        listPage: (_request, signal) => localPage(path, signal),
      })
    },
    'local.take': ({ handle, selection }, { client }) => {
      const path = handles.folder(client, handle)
      const { keys, prefixes } = listings.selection(client, selection)
      const names = [...keys, ...prefixes.map(prefix => prefix.slice(0, -1))]
      return {
        handle: handles.addPaths(
          client,
          names.map(name => childPath(path, name)),
        ),
      }
    },
  }
}
