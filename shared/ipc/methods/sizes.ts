import { z } from 'zod'
import { SizeReport, SizeTarget } from '../../size.ts'
import { method } from '../method.ts'
import { nothing } from './nothing.ts'

const one = z.object({ id: z.string().max(64) })

/** Folder sizes on demand; how they come along is told by `size.changed`. */
export const sizesMethods = {
  'sizes.start': method(z.object({ target: SizeTarget }), SizeReport),
  /** Stands still; what was counted stays. */
  'sizes.stop': method(one, nothing),
  'sizes.goOn': method(one, nothing),
  'sizes.state': method(one, SizeReport),
} as const
