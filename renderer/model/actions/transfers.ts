import type { ActionShape } from './action-shape.ts'
import { always, inFolder } from './unavailable.ts'

/** All transfers at once. */
export const TRANSFERS_ACTIONS = {
  'pause-transfers': {
    label: 'Pause all transfers',
    group: 'Transfers',
    shortcuts: [],
    unavailable: always,
  },
  'resume-transfers': {
    label: 'Resume all transfers',
    group: 'Transfers',
    shortcuts: [],
    unavailable: always,
  },
  'verify-receipt': {
    label: 'Verify a receipt…',
    group: 'Transfers',
    shortcuts: [],
    unavailable: inFolder,
  },
  'try-network': {
    label: 'Try the network again now',
    group: 'Transfers',
    shortcuts: [],
    unavailable: always,
  },
} as const satisfies Record<string, ActionShape>
