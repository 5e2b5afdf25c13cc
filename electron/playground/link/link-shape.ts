/** How the line to the playground is to be; all connections share it. */
export interface LinkShape {
  /** Bytes a second in each direction; 0: as many as there are. */
  readonly rate: number
  /** One way, in milliseconds. */
  readonly delay: number
  /** Up to so many milliseconds more, at random. */
  readonly jitter: number
  /** Part of the packets that are lost, 0 to 1. */
  readonly loss: number
}

export const PLAIN_LINK: LinkShape = { rate: 0, delay: 0, jitter: 0, loss: 0 }

export function isPlain({ rate, delay, jitter, loss }: LinkShape): boolean {
  return rate === 0 && delay === 0 && jitter === 0 && loss === 0
}
