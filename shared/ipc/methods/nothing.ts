import { z } from 'zod'

/** For methods that need no input, or answer only that it is done. */
export const nothing = z.object({})
