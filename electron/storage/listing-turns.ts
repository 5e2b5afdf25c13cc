import { Turns } from '../turns/turns.ts'

/** Where the pages of listings take turns: to be asked for, and to be read. */
export const listingTurns = new Turns()
