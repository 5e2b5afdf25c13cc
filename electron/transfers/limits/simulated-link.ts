import type { ConcurrencyController } from './concurrency-controller.ts'
import type { Sending } from './pace.ts'

/** A line, and a server at its end. */
export interface Link {
  /** Bytes a second that one connection moves at most. */
  readonly each: (now: number) => number
  /** What so many connections move together at most. */
  readonly all: (inFlight: number, now: number) => number
  /** Milliseconds between a request and the first byte. */
  readonly delay: number
}

export interface Use {
  readonly link: Link
  readonly verb: 'download' | 'upload'
  readonly seconds: number
  /** So many requests at once, or as many as the controller says. */
  readonly lanes: number | ConcurrencyController
  readonly seed?: number
  readonly refuses?: (inFlight: number) => boolean
}

const STEP = 20
const LOOK = 100
const SIZE = 2 * 1024 * 1024

interface Request {
  left: number
  readonly from: number
  /** Connections are never alike. */
  readonly weight: number
  readonly sending: Sending | undefined
}

/** Moves files of 2 MiB over a link for a while; what happens is the same every time. */
export function use({ link, verb, seconds, lanes, seed = 1, refuses }: Use) {
  const random = seededRandom(seed)
  const controller = typeof lanes === 'number' ? undefined : lanes
  const limits: number[] = []
  const moved: number[] = []
  let requests: Request[] = []
  let luck = 1
  for (let now = 0; now < seconds * 1000; now += STEP) {
    const limit = typeof lanes === 'number' ? lanes : lanes.limit
    if (refuses?.(requests.length)) controller?.pushedBack(now)
    while (requests.length < limit) {
      const sending = verb === 'upload' ? controller?.sending(SIZE, now) : undefined
      const weight = 0.3 + 1.4 * random()
      requests.push({ left: SIZE, from: now + link.delay, weight, sending })
    }
    luck = 0.9 * luck + 0.1 * (0.5 + random())
    const speeds = requests.map(({ from, weight }) => (now < from ? 0 : link.each(now) * weight))
    const wanted = speeds.reduce((sum, speed) => sum + speed, 0)
    const share = Math.min(1, (link.all(requests.length, now) * luck) / Math.max(1, wanted))
    let bytes = 0
    requests.forEach((request, index) => {
      const part = Math.min(request.left, (speeds[index] ?? 0) * share * (STEP / 1000))
      request.left -= part
      bytes += part
      if (request.left <= 0 && request.sending) controller?.ended(request.sending, true, now)
    })
    if (verb === 'download') controller?.received(bytes, now)
    requests = requests.filter(({ left }) => left > 0)
    if (now % LOOK === 0) controller?.tick(now, requests.length, true)
    limits.push(limit)
    moved.push(bytes)
  }
  const between = (values: number[], from: number, to: number) =>
    values.slice((from * 1000) / STEP, (to * 1000) / STEP)
  return {
    /** Bytes a second, from one second to another. */
    rate: (from: number, to: number) =>
      between(moved, from, to).reduce((sum, bytes) => sum + bytes, 0) / (to - from),
    /** How many were allowed at once. */
    limits: (from: number, to: number) => between(limits, from, to),
  }
}

/** A linear congruential generator (Park and Miller). */
function seededRandom(seed: number): () => number {
  let state = seed * 7_919
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
