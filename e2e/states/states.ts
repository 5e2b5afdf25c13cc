import { dialogStates } from './dialog-states.ts'
import { externalStates } from './external-states.ts'
import { jobStates } from './job-states.ts'
import { mediaStates } from './media-states.ts'
import { mirrorStates } from './mirror-states.ts'
import { places } from './places.ts'
import { previewStates } from './preview-states.ts'
import { profileStates } from './profile-states.ts'
import { searchStates } from './search-states.ts'
import type { State } from './state.ts'
import { troubles } from './troubles.ts'
import { verifyStates } from './verify-states.ts'
import { windowStates } from './window-states.ts'

/** Every state that the window has an answer to. */
export const states: readonly State[] = [
  ...places,
  ...windowStates,
  ...previewStates,
  ...mediaStates,
  ...searchStates,
  ...troubles,
  ...profileStates,
  ...dialogStates,
  ...jobStates,
  ...verifyStates,
  ...mirrorStates,
  ...externalStates,
]
