// biome-ignore-all lint/a11y/useSemanticElements: the cells of a table cannot be virtual
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its cell
import { memo } from 'react'
import { classNames } from '../ui/class-names.ts'
import { CellName } from './cell-name.tsx'
import { EntryName } from './entry-name.tsx'
import { rowElementId } from './grid-row.tsx'
import { RowIcon } from './row-icon.tsx'
import type { Row } from './rows.ts'
import { Thumbnail } from './thumbnail.tsx'
import { DROP_RING } from './use-folder-drop.tsx'

interface GridCellProps {
  /** The id of the grid it is in. */
  readonly grid: string
  readonly index: number
  /** Counted from 0. */
  readonly column: number
  readonly row: Row | undefined
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** The longer side of its picture. */
  readonly picture: number
  /** Where its thumbnail comes from. */
  readonly thumbnail: string | undefined
  readonly selected: boolean
  readonly focused: boolean
  /** Files are held over this folder. */
  readonly dropTarget: boolean
}

/** Left and right of a name in its cell. */
const SIDES = 16

/** One cell; one whose row is not at hand yet has the size it will have. */
export const GridCell = memo(function GridCell(props: GridCellProps) {
  const { row, width, picture, selected, focused } = props
  return (
    <div
      role="gridcell"
      id={rowElementId(props.grid, props.index)}
      data-row={props.index}
      draggable={row !== undefined}
      aria-colindex={props.column + 1}
      aria-selected={selected}
      style={{
        transform: `translate(${props.left}px, ${props.top}px)`,
        width,
        height: props.height,
      }}
      className="absolute top-0 left-0 p-0.5"
    >
      <div
        className={classNames(
          'flex h-full flex-col items-center gap-2 rounded-md px-1.5 pt-1.5',
          selected ? 'bg-selection-quiet group-focus/grid:bg-selection' : 'hover:bg-hover',
          focused &&
            'group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-accent',
          props.dropTarget && DROP_RING,
        )}
      >
        <span
          data-name
          className="relative flex shrink-0 items-center justify-center"
          style={{ width: picture, height: picture }}
        >
          <Picture {...props} />
        </span>
        <span
          data-name={row ? '' : undefined}
          className="flex h-8 w-full justify-center text-center text-sm"
        >
          {row ? (
            <EntryName row={row}>
              <CellName
                name={row.name}
                suffix={row.type === 'folder' ? '/' : ''}
                width={width - SIDES}
              />
            </EntryName>
          ) : (
            <span className="skeleton mt-1 h-2.5 w-2/3" />
          )}
        </span>
      </div>
    </div>
  )
})

function Picture({ row, picture, thumbnail }: GridCellProps) {
  if (!row) return <span className="skeleton size-3/4" />
  const icon = <RowIcon row={row} size={Math.min(64, Math.round(picture * 0.55))} />
  return thumbnail === undefined ? (
    icon
  ) : (
    <Thumbnail key={thumbnail} address={thumbnail} icon={icon} />
  )
}
