import type { DraggableFiles } from '../../external/draggable-files.ts'
import type { AreaHandlers } from '../handler.ts'

export interface DragsHandlersOptions {
  readonly draggable: DraggableFiles
}

export function dragsHandlers({ draggable }: DragsHandlersOptions): AreaHandlers<'drags'> {
  return {
    'drags.prepare': (object, { signal }) => draggable.prepare(object, signal),
    'drags.start': async ({ id }) => {
      await draggable.start(id)
      return {}
    },
  }
}
