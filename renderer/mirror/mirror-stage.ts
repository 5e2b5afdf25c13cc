import type { Failure } from '#shared/errors.ts'
import type { MirrorPlan } from '#shared/mirror.ts'
import type { ScanProgress } from '../queries/plans.ts'

/**
 * A mirror on its way from the user's wish to a transfer.
 *
 *   asking ──compare──▶ comparing ──compared──▶ preview ──start──▶ starting ──▶ closed
 *     ▲ ▲─────fail───────────┘                   │    ▲─────fail──────┘
 *     └───────────────────back───────────────────┘
 */
export type MirrorStage =
  | { readonly status: 'asking'; readonly failure?: Failure }
  | { readonly status: 'comparing'; readonly progress: ScanProgress }
  | { readonly status: 'preview'; readonly plan: MirrorPlan; readonly failure?: Failure }
  | { readonly status: 'starting'; readonly plan: MirrorPlan }
