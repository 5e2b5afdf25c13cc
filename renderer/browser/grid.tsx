// biome-ignore-all lint/a11y/useSemanticElements: the rows of a table cannot be virtual
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its row
import { type MouseEvent, useEffect, useId, useImperativeHandle, useRef, useState } from 'react'
import type { Sort, SortColumn } from '#shared/listing.ts'
import type { ColumnKind } from '#shared/settings.ts'
import { rowsIn } from '../model/cells.ts'
import { isSelected, rowForKey } from '../model/selection.ts'
import { classNames } from '../ui/class-names.ts'
import { ContextMenu } from '../ui/context-menu.tsx'
import { ColumnMenu } from './column-menu.tsx'
import { rowsInSight, widthOf } from './column-width.ts'
import type { Column } from './columns.tsx'
import { GridHeader, HEADER_ROOM } from './grid-header.tsx'
import { GridRow, rowElementId } from './grid-row.tsx'
import { RowMenu } from './row-menu.tsx'
import { SkeletonRows } from './skeleton-rows.tsx'
import { SweepBox } from './sweep-box.tsx'
import { useColumns } from './use-columns.ts'
import { useGridInput } from './use-grid-input.ts'
import { useNow } from './use-now.ts'
import { useSweep } from './use-sweep.ts'
import { useTakeFocus } from './use-take-focus.ts'
import { useVirtualScroll } from './use-virtual-scroll.ts'
import { useWidth } from './use-width.ts'
import type { ViewProps } from './view-props.ts'

/** Left and right of the rows. */
const SIDE = 6
interface GridProps extends ViewProps {
  /** Which columns it has. */
  readonly kind: ColumnKind
  readonly rowHeight: number
  readonly sort: Sort
  readonly onSort: (column: SortColumn) => void
}

/** The listing as a table of rows that are drawn only where one looks. */
export function Grid(props: GridProps) {
  const { label, kind, rows, rowHeight, loading, sort, selection, onSelect, onOpen } = props
  const root = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const scroll = useVirtualScroll(scroller, {
    total: rows.total,
    rowHeight,
    headerHeight: HEADER_ROOM,
    perLine: 1,
    mark: props.mark,
  })
  const now = useNow()
  const columns = useColumns(kind, useWidth(scroller) - 2 * SIDE)
  const [menuColumn, setMenuColumn] = useState<string>()
  const id = useId()
  const { from, to, reveal } = scroll
  const { onLook } = props

  useEffect(() => onLook(from, to), [onLook, from, to])
  useTakeFocus(root)
  useImperativeHandle(props.handle, () => ({ focus: () => root.current?.focus(), reveal }), [
    reveal,
  ])

  const sweep = useSweep({
    scroller,
    scroll,
    headerHeight: HEADER_ROOM,
    touched: area => rowsIn(rows.total, rowHeight, area),
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
      rowForKey(key, { focus: selection.focus, total: rows.total, pageRows: scroll.pageRows }),
    startSweep: sweep.start,
  })

  const fitWidth = (column: Column) => widthOf(column, rowsInSight(rows, from, to), now)
  const onContextMenu = (event: MouseEvent) => {
    const header = event.target instanceof Element && event.target.closest('[data-column]')
    setMenuColumn(header ? (header.getAttribute('data-column') ?? undefined) : undefined)
    if (!header) handlers.onContextMenu(event)
  }
  const menu =
    menuColumn === undefined ? (
      <RowMenu />
    ) : (
      <ColumnMenu columns={columns} id={menuColumn} fitWidth={fitWidth} />
    )

  const drawn = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)
  const focusDrawn = selection.focus >= from && selection.focus < to
  return (
    <ContextMenu menu={menu}>
      <div
        ref={root}
        role="grid"
        aria-label={label}
        aria-multiselectable
        aria-rowcount={rows.total + 1}
        aria-busy={loading}
        aria-activedescendant={focusDrawn ? rowElementId(id, selection.focus) : undefined}
        tabIndex={0}
        {...handlers}
        onContextMenu={onContextMenu}
        className={classNames(
          'group/grid flex min-h-0 flex-1 flex-col outline-none',
          // Without a row to draw it on, the ring is around all of them.
          !focusDrawn &&
            'focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent',
        )}
      >
        <div
          ref={scroller}
          data-rows
          role="rowgroup"
          tabIndex={-1}
          onScroll={scroll.onScroll}
          className="relative min-h-0 flex-1 overflow-auto outline-none [overflow-anchor:none]"
        >
          <GridHeader columns={columns} sort={sort} onSort={props.onSort} fitWidth={fitWidth} />
          {loading ? (
            <SkeletonRows columns={columns.shown} rowHeight={rowHeight} />
          ) : (
            <div
              className="relative"
              style={{ height: scroll.height, minWidth: columns.width + 2 * SIDE }}
            >
              <div
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${scroll.top(scroll.base)}px)` }}
              >
                {drawn.map(index => (
                  <GridRow
                    key={scroll.keyOf(index)}
                    grid={id}
                    index={index}
                    row={rows.at(index)}
                    columns={columns.shown}
                    top={(index - scroll.base) * rowHeight}
                    height={rowHeight}
                    selected={isSelected(selection, index)}
                    focused={index === selection.focus}
                    dropTarget={index === props.dropRow}
                    now={now}
                  />
                ))}
              </div>
              <SweepBox area={sweep.box} shift={scroll.top(0)} />
            </div>
          )}
        </div>
      </div>
    </ContextMenu>
  )
}
