import { z } from 'zod'
import { JsonFile, type JsonFormat } from '../files/json-file.ts'

/** Where the window was, in the pixels of the desktop. */
export const WindowState = z.object({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().min(720).max(20_000),
  height: z.number().int().min(480).max(20_000),
  maximized: z.boolean(),
})
export type WindowState = z.infer<typeof WindowState>

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const FIRST: WindowState = { width: 1280, height: 800, maximized: false }

/** How much of the window must be on some display, so that it can be seen and dragged. */
const VISIBLE = { width: 200, height: 100 }

const FORMAT: JsonFormat<WindowState> = {
  what: 'window position',
  version: 1,
  empty: FIRST,
  read: data => {
    const parsed = WindowState.safeParse(data)
    return parsed.success ? { value: parsed.data } : { value: FIRST }
  },
  write: state => state,
}

/** The file that remembers the window. */
export function windowStateFile(path: string): JsonFile<WindowState> {
  return new JsonFile(path, FORMAT)
}

/**
 * The state as it can be shown on the displays there are now: not larger than the largest, and
 * without a position when its title bar would be out of reach.
 */
export function fitted(state: WindowState, displays: readonly Rectangle[]): WindowState {
  const width = Math.min(state.width, Math.max(...displays.map(display => display.width), 720))
  const height = Math.min(state.height, Math.max(...displays.map(display => display.height), 480))
  const { x, y, ...rest } = state
  const size = { ...rest, width, height }
  if (x === undefined || y === undefined) return size
  const inReach = displays.some(display => {
    const across = overlap(x, width, display.x, display.width)
    return (
      across >= VISIBLE.width && y >= display.y && y + VISIBLE.height <= display.y + display.height
    )
  })
  return inReach ? { ...size, x, y } : size
}

function overlap(start: number, length: number, otherStart: number, otherLength: number): number {
  return Math.min(start + length, otherStart + otherLength) - Math.max(start, otherStart)
}
