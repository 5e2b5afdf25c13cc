// biome-ignore-all lint/a11y/useSemanticElements: the rows of a table cannot be virtual
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its row
import {
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
  useEffect,
  useImperativeHandle,
  useRef,
} from 'react'
import type { Sort, SortColumn } from '#shared/listing.ts'
import {
  isSelected,
  type RowSelection,
  rowForKey,
  type SelectionAction,
} from '../model/selection.ts'
import { classNames } from '../ui/class-names.ts'
import { ContextMenu } from '../ui/context-menu.tsx'
import type { Column } from './columns.tsx'
import type { GridHandle } from './grid-handle.ts'
import { GridHeader, HEADER_ROOM } from './grid-header.tsx'
import { GridRow, rowElementId } from './grid-row.tsx'
import { RowMenu } from './row-menu.tsx'
import type { Row, Rows } from './rows.ts'
import { SkeletonRows } from './skeleton-rows.tsx'
import { useNow } from './use-now.ts'
import { useTypeAhead } from './use-type-ahead.ts'
import { useVirtualScroll } from './use-virtual-scroll.ts'

interface GridProps {
  readonly label: string
  readonly columns: readonly Column[]
  readonly rows: Rows
  readonly rowHeight: number
  readonly loading: boolean
  readonly sort: Sort
  readonly onSort: (column: SortColumn) => void
  readonly selection: RowSelection
  readonly onSelect: (action: SelectionAction) => void
  readonly onOpen: (row: Row) => void
  /** Tells which rows are in sight. */
  readonly onLook: (first: number, last: number) => void
  /** The row files are held over. */
  readonly dropRow: number | undefined
  readonly handle: Ref<GridHandle>
}

/** The listing as a table of rows that are drawn only where one looks. */
export function Grid(props: GridProps) {
  const { label, columns, rows, rowHeight, loading, sort, selection, onSelect, onOpen } = props
  const root = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const scroll = useVirtualScroll(scroller, rows.total, rowHeight, HEADER_ROOM)
  const typeAhead = useTypeAhead(rows)
  const now = useNow()
  const { from, to, reveal } = scroll
  const { onLook } = props

  useEffect(() => onLook(from, to), [onLook, from, to])
  useEffect(() => {
    // Whatever had the focus went away with the place before.
    if (document.activeElement === document.body) root.current?.focus()
  }, [])
  useImperativeHandle(props.handle, () => ({ focus: () => root.current?.focus(), reveal }), [
    reveal,
  ])

  const goTo = (row: number, extend: boolean) => {
    onSelect(extend ? { type: 'extend', row, add: false } : { type: 'pick', row })
    reveal(row)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== root.current || event.altKey || event.metaKey) return
    const { focus } = selection
    const target = rowForKey(event.key, { focus, total: rows.total, pageRows: scroll.pageRows })
    if (target !== undefined && !event.ctrlKey) goTo(target, event.shiftKey)
    else if (event.key === ' ' && focus >= 0) {
      onSelect(event.ctrlKey ? { type: 'toggle', row: focus } : { type: 'pick', row: focus })
    } else if (event.key === 'Enter' && !event.ctrlKey) openFocused()
    else if (/^[^\s?]$/u.test(event.key) && !event.ctrlKey) {
      const found = typeAhead(event.key, focus)
      if (found !== undefined) goTo(found, false)
    } else return
    event.preventDefault()
  }

  const openFocused = () => {
    const row = selection.focus >= 0 ? rows.at(selection.focus) : undefined
    if (row) onOpen(row)
  }

  const onMouseDown = (event: MouseEvent) => {
    if (event.button !== 0 || isControl(event.target)) return
    root.current?.focus({ preventScroll: true })
    // Neither a text selection nor the focus of the scrolled element.
    event.preventDefault()
    const row = rowUnder(event.target)
    if (row === undefined) {
      if (event.target instanceof Element && event.target.closest('[data-rows]')) {
        onSelect({ type: 'clear' })
      }
      return
    }
    if (event.shiftKey) onSelect({ type: 'extend', row, add: event.ctrlKey || event.metaKey })
    else if (event.ctrlKey || event.metaKey) onSelect({ type: 'toggle', row })
    else onSelect({ type: 'pick', row })
  }

  const onContextMenu = (event: MouseEvent) => {
    // From the keyboard it comes from the grid itself and is about what is selected.
    if (event.target === root.current) return
    const row = rowUnder(event.target)
    if (row === undefined) onSelect({ type: 'clear' })
    else if (!isSelected(selection, row)) onSelect({ type: 'pick', row })
  }

  const onDoubleClick = (event: MouseEvent) => {
    const index = rowUnder(event.target)
    const row = index === undefined ? undefined : rows.at(index)
    if (row && !event.shiftKey && !event.ctrlKey && !event.metaKey) onOpen(row)
  }

  const drawn = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)
  const focusDrawn = selection.focus >= from && selection.focus < to
  return (
    <ContextMenu menu={<RowMenu />}>
      <div
        ref={root}
        role="grid"
        aria-label={label}
        aria-multiselectable
        aria-rowcount={rows.total + 1}
        aria-busy={loading}
        aria-activedescendant={focusDrawn ? rowElementId(selection.focus) : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onMouseDown={onMouseDown}
        onContextMenu={onContextMenu}
        onDoubleClick={onDoubleClick}
        className={classNames(
          'group/grid @container flex min-h-0 flex-1 flex-col outline-none',
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
          className="relative min-h-0 flex-1 overflow-x-hidden overflow-y-auto outline-none"
        >
          <GridHeader columns={columns} sort={sort} onSort={props.onSort} />
          {loading ? (
            <SkeletonRows columns={columns} rowHeight={rowHeight} />
          ) : (
            <div className="relative" style={{ height: scroll.height }}>
              {drawn.map(index => (
                <GridRow
                  key={index}
                  index={index}
                  row={rows.at(index)}
                  columns={columns}
                  top={scroll.top(index)}
                  height={rowHeight}
                  selected={isSelected(selection, index)}
                  focused={index === selection.focus}
                  dropTarget={index === props.dropRow}
                  now={now}
                />
              ))}
            </div>
          )}
        </div>
      </div>
    </ContextMenu>
  )
}

function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button') !== null
}

/** The index of the row that an event happened on. */
export function rowUnder(target: EventTarget | null): number | undefined {
  const element = target instanceof Element ? target.closest('[data-row]') : null
  const index = element?.getAttribute('data-row')
  return index == null ? undefined : Number(index)
}
