import { z } from 'zod'
import { ExternalObject } from '../../external.ts'
import { method } from '../method.ts'
import { nothing } from './nothing.ts'

/** An object in a file of this computer, ready to be dragged to another program. */
export const DraggableFile = z.object({ id: z.uuid(), name: z.string(), size: z.number().int() })
export type DraggableFile = z.infer<typeof DraggableFile>

/** Objects that are dragged out of the window. */
export const dragsMethods = {
  /** Fetches an object and verifies it: systems drag files that are there, not those to come. */
  'drags.prepare': method(ExternalObject, DraggableFile),
  /** Begins to drag the file, in place of the drag that the page has begun. */
  'drags.start': method(z.object({ id: z.uuid() }), nothing),
} as const
