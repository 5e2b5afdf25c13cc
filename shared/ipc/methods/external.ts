import { z } from 'zod'
import { EditTarget, ExternalObject, OpenEdit } from '../../external.ts'
import { method } from '../method.ts'
import { nothing } from './nothing.ts'

const id = z.uuid()

/** Objects that are open in other programs; how they come along is told by `external.changed`. */
export const externalMethods = {
  /** Fetches an object and opens it in the program that the system has for its kind. */
  'external.open': method(ExternalObject, OpenEdit),
  'external.list': method(nothing, z.object({ edits: z.array(OpenEdit) })),
  /** Brings the file to its program once more. */
  'external.reopen': method(z.object({ id }), nothing),
  /** Stores the file as it is now: to try again, or to settle a conflict. */
  'external.save': method(z.object({ id, to: EditTarget }), nothing),
  /** Lets go of an edit. Without `discard`, one with something that is not stored stays. */
  'external.stop': method(
    z.object({ id, discard: z.boolean() }),
    z.object({ stopped: z.boolean() }),
  ),
} as const
