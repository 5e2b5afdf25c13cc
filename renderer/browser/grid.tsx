// biome-ignore-all lint/a11y/useSemanticElements: the rows of a table cannot be virtual
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its row
import { type MouseEvent, useId, useImperativeHandle, useRef, useState } from 'react'
import type { HitSort, HitSortColumn } from '#shared/search.ts'
import type { ColumnKind } from '#shared/settings.ts'
import { rowsIn } from '../model/cells.ts'
import { rowsToDraw } from '../model/scroll.ts'
import { rowForKey } from '../model/selection.ts'
import { classNames } from '../ui/class-names.ts'
import { ContextMenu } from '../ui/context-menu.tsx'
import { ColumnMenu } from './column-menu.tsx'
import { rowsInSight, widthOf } from './column-width.ts'
import type { Column } from './columns.ts'
import { GridHeader, HEADER_ROOM } from './grid-header.tsx'
import { rowElementId } from './grid-row.tsx'
import { GridRows } from './grid-rows.tsx'
import { RowMenu } from './row-menu.tsx'
import { SkeletonRows } from './skeleton-rows.tsx'
import { useColumns } from './use-columns.ts'
import { useIsDrawn } from './use-drawn-rows.ts'
import { useGridInput } from './use-grid-input.ts'
import { useKeptPlace } from './use-kept-place.ts'
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
  readonly sort: HitSort
  readonly onSort: (column: HitSortColumn) => void
}

/** The listing as a table of rows that are drawn only where one looks. */
export function Grid(props: GridProps) {
  const { label, kind, rows, rowHeight, loading, sort, selection, onSelect, onOpen } = props
  const root = useRef<HTMLDivElement>(null)
  const scroll = useVirtualScroll(root, {
    total: rows.total,
    rowHeight,
    headerHeight: HEADER_ROOM,
    perLine: 1,
    mark: props.mark,
  })
  useKeptPlace(rows, scroll, 1)
  const columns = useColumns(kind, useWidth(root) - 2 * SIDE)
  const [menuColumn, setMenuColumn] = useState<string>()
  const id = useId()
  const { reveal } = scroll
  const focusDrawn = useIsDrawn(scroll, selection.focus)

  useTakeFocus(root)
  useImperativeHandle(props.handle, () => ({ focus: () => root.current?.focus(), reveal }), [
    reveal,
  ])

  const sweep = useSweep({
    scroller: root,
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

  const fitWidth = (column: Column) => {
    const { from, to } = rowsToDraw(scroll.track, scroll.offset())
    return widthOf(column, rowsInSight(rows, from, to), Date.now())
  }
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
        onScroll={scroll.onScroll}
        className={classNames(
          'group/grid relative flex min-h-0 flex-1 flex-col overflow-auto outline-none [overflow-anchor:none]',
          // Without a row to draw it on, the ring is around all of them.
          !focusDrawn &&
            'focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent',
        )}
      >
        <GridHeader columns={columns} sort={sort} onSort={props.onSort} fitWidth={fitWidth} />
        <div
          data-rows
          className="shrink-0 grow pt-1"
          style={{ minWidth: columns.width + 2 * SIDE }}
        >
          {loading ? (
            <SkeletonRows columns={columns.shown} rowHeight={rowHeight} />
          ) : (
            <div className="relative" style={{ height: scroll.height }}>
              <GridRows
                grid={id}
                scroll={scroll}
                rows={rows}
                columns={columns.shown}
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
