import type { Thumbnails } from '../../thumbnails/thumbnails.ts'
import type { AreaHandlers } from '../handler.ts'

export interface ThumbnailsHandlersOptions {
  readonly thumbnails: Thumbnails
}

export function thumbnailsHandlers(options: ThumbnailsHandlersOptions): AreaHandlers<'thumbnails'> {
  const { thumbnails } = options
  return {
    'thumbnails.usage': () => thumbnails.usage(),
    'thumbnails.clear': async () => {
      await thumbnails.clear()
      return {}
    },
  }
}
