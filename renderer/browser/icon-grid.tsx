// biome-ignore-all lint/a11y/useSemanticElements: the cells of a table cannot be virtual
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its cell
import { useId, useImperativeHandle, useRef } from 'react'
import type { Settings } from '#shared/settings.ts'
import { cellForKey, cellLayout, cellsIn } from '../model/cells.ts'
import { classNames } from '../ui/class-names.ts'
import { ContextMenu } from '../ui/context-menu.tsx'
import { rowElementId } from './grid-row.tsx'
import { IconGridLines } from './icon-grid-lines.tsx'
import { RowMenu } from './row-menu.tsx'
import type { Row } from './rows.ts'
import { SkeletonCells } from './skeleton-cells.tsx'
import { useIsDrawn } from './use-drawn-rows.ts'
import { useGridInput } from './use-grid-input.ts'
import { useKeptPlace } from './use-kept-place.ts'
import { useSweep } from './use-sweep.ts'
import { useTakeFocus } from './use-take-focus.ts'
import { useVirtualScroll } from './use-virtual-scroll.ts'
import { useWidth } from './use-width.ts'
import type { ViewProps } from './view-props.ts'

/** Above the first line of cells. */
const TOP_ROOM = 8

interface IconGridProps extends ViewProps {
  readonly cellSize: Settings['cellSize']
  /** Where the thumbnail of a row comes from, when it may have one. */
  readonly thumbnailOf: (row: Row) => string | undefined
}

/** The listing as cells with a picture each, of which only those in sight are drawn. */
export function IconGrid(props: IconGridProps) {
  const { label, rows, cellSize, loading, selection, onSelect, onOpen } = props
  const root = useRef<HTMLDivElement>(null)
  const id = useId()
  const layout = cellLayout(useWidth(root), rows.total, cellSize)
  const { perLine, lines, cellHeight } = layout
  const scroll = useVirtualScroll(root, {
    total: lines,
    rowHeight: cellHeight,
    headerHeight: TOP_ROOM,
    perLine,
    mark: props.mark,
  })
  useKeptPlace(rows, scroll, perLine)
  const lineOf = (row: number) => Math.floor(row / perLine)
  const focusDrawn = useIsDrawn(scroll, lineOf(selection.focus))
  const reveal = (row: number) => scroll.reveal(lineOf(row))

  useTakeFocus(root)
  useImperativeHandle(props.handle, () => ({ focus: () => root.current?.focus(), reveal }))

  const sweep = useSweep({
    scroller: root,
    scroll,
    headerHeight: TOP_ROOM,
    touched: area => cellsIn(layout, area),
    onSelect,
  })
  const handlers = useGridInput({
    root,
    rows,
    selection,
    onSelect,
    onOpen,
    onOpenBehind: props.onOpenBehind,
    reveal,
    rowForKey: key =>
      cellForKey(key, {
        focus: selection.focus,
        total: rows.total,
        perLine,
        pageLines: scroll.pageRows,
      }),
    startSweep: sweep.start,
  })

  return (
    <ContextMenu menu={<RowMenu />}>
      <div
        ref={root}
        role="grid"
        aria-label={label}
        aria-multiselectable
        aria-rowcount={lines}
        aria-colcount={perLine}
        aria-busy={loading}
        aria-activedescendant={focusDrawn ? rowElementId(id, selection.focus) : undefined}
        tabIndex={0}
        {...handlers}
        onScroll={scroll.onScroll}
        className={classNames(
          'group/grid relative flex min-h-0 flex-1 flex-col overflow-x-hidden overflow-y-auto outline-none [overflow-anchor:none]',
          // Without a cell to draw it on, the ring is around all of them.
          !focusDrawn &&
            'focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent',
        )}
      >
        <div data-rows style={{ paddingTop: TOP_ROOM }} className="shrink-0 grow">
          {loading ? (
            <SkeletonCells layout={layout} />
          ) : (
            <div className="relative" style={{ height: scroll.height }}>
              <IconGridLines
                grid={id}
                scroll={scroll}
                rows={rows}
                layout={layout}
                thumbnailOf={props.thumbnailOf}
                selection={selection}
                dropRow={props.dropRow}
                sweep={sweep.box}
                onLook={props.onLook}
              />
            </div>
          )}
        </div>
      </div>
    </ContextMenu>
  )
}
