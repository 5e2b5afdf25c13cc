import { dialogStates } from './dialog-states.ts'
import { jobStates } from './job-states.ts'
import { places } from './places.ts'
import { profileStates } from './profile-states.ts'
import type { State } from './state.ts'
import { troubles } from './troubles.ts'

/** Every state that the window has an answer to. */
export const states: readonly State[] = [
  ...places,
  ...troubles,
  ...profileStates,
  ...dialogStates,
  ...jobStates,
]
