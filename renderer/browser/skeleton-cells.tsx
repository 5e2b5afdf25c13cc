import { CELL_MARGIN, type CellLayout } from '../model/cells.ts'
import { useAfter } from './use-after.ts'

/** What comes sooner than this needs no stand-in. */
const PATIENCE_MS = 300
const LINES = 2

/** Cells of the right size while the first page is on its way. */
export function SkeletonCells({ layout }: { readonly layout: CellLayout }) {
  const { perLine, cellWidth, cellHeight, picture } = layout
  if (!useAfter(PATIENCE_MS)) return null
  return (
    <div aria-hidden data-testid="skeleton" className="relative">
      {Array.from({ length: perLine * LINES }, (_, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike and never move
          key={index}
          className="absolute flex flex-col items-center gap-3 p-2"
          style={{
            left: CELL_MARGIN + (index % perLine) * cellWidth,
            top: Math.floor(index / perLine) * cellHeight,
            width: cellWidth,
          }}
        >
          <span className="skeleton" style={{ width: picture * 0.75, height: picture * 0.75 }} />
          <span className="skeleton h-2.5 w-2/3" />
        </div>
      ))}
    </div>
  )
}
