import { z } from 'zod'
import { Location } from '../../location.ts'
import {
  MAX_MIRROR_ROWS,
  MirrorChoice,
  MirrorClass,
  MirrorCompare,
  MirrorDirection,
  MirrorPlan,
  MirrorRow,
} from '../../mirror.ts'
import { Transfer } from '../../transfer.ts'
import { method } from '../method.ts'
import { LocalHandle } from './local.ts'
import { nothing } from './nothing.ts'

const PlanId = z.object({ planId: z.string() })

/** A folder of this computer and a context, one made like the other: compared first, then done. */
export const mirrorsMethods = {
  /** Compares both sides. Changes nothing. */
  'mirrors.plan': method(
    z.object({
      direction: MirrorDirection,
      compare: MirrorCompare,
      location: Location,
      folder: LocalHandle,
    }),
    MirrorPlan,
  ),
  /** A window of the compared names, in key order; of one class or of all. */
  'mirrors.rows': method(
    PlanId.extend({
      class: MirrorClass.optional(),
      from: z.number().int().min(0),
      to: z.number().int().min(0),
    }).refine(({ from, to }) => to - from <= MAX_MIRROR_ROWS),
    z.object({ rows: z.array(MirrorRow) }),
  ),
  /** Takes names out of what will be done, or in again. */
  'mirrors.exclude': method(
    PlanId.extend({ choice: MirrorChoice, excluded: z.boolean() }),
    MirrorPlan,
  ),
  /**
   * Does what was planned. `deletes`: how many names that are only in the target the user agreed to
   * delete; refused when the plan would delete another number. Without it nothing is deleted.
   */
  'mirrors.start': method(PlanId.extend({ deletes: z.number().int().min(1).optional() }), Transfer),
  'mirrors.discard': method(PlanId, nothing),
} as const
