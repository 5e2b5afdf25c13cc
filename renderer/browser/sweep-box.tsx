import type { Area } from '../model/cells.ts'

interface SweepBoxProps {
  readonly area: Area | undefined
  /** From the coordinates of all rows to those of the scrolled element. */
  readonly shift: number
}

/** The rectangle that is being drawn over the rows. */
export function SweepBox({ area, shift }: SweepBoxProps) {
  if (!area) return null
  const { left, top, right, bottom } = area
  return (
    <div
      aria-hidden
      data-testid="sweep"
      className="pointer-events-none absolute top-0 left-0 z-[5] border border-accent bg-accent/15"
      style={{
        transform: `translate(${left}px, ${top + shift}px)`,
        width: right - left,
        height: bottom - top,
      }}
    />
  )
}
