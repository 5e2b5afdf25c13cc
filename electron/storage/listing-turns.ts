import { Turns } from '../turns/turns.ts'

/** Where the pages of listings take turns: to be read, and to be put in order. */
export const listingTurns = new Turns()
