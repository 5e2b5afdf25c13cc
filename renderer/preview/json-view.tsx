// biome-ignore-all lint/a11y/useSemanticElements: there is no element for a tree
// biome-ignore-all lint/a11y/useFocusableInteractive: the tree has the focus and names its line
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the tree takes the keys for all of its lines
import { ChevronRight } from 'lucide-react'
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react'
import {
  type Container,
  firstUnfolded,
  type JsonRow,
  jsonRows,
  shortJson,
} from '../model/json-rows.ts'
import { rowForKey } from '../model/selection.ts'
import { useRowsInSight } from './use-rows-in-sight.ts'

const ROW = 22
/** Deeper lines are not moved further to the right. */
const DEEPEST = 40

interface JsonViewProps {
  readonly value: unknown
  readonly name: string
}

/** JSON as a tree that is unfolded where one wants to look. */
export function JsonView({ value, name }: JsonViewProps) {
  const [expanded, setExpanded] = useState(() => firstUnfolded(value))
  const [focus, setFocus] = useState(0)
  const rows = useMemo(() => jsonRows(value, expanded), [value, expanded])
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const scroll = useRowsInSight(scroller, rows.length, ROW)
  const current = rows[focus]

  const fold = (container: Container, open: boolean) =>
    setExpanded(before => {
      const next = new Set(before)
      if (open) next.add(container)
      else next.delete(container)
      return next
    })
  const goTo = (row: number) => {
    setFocus(row)
    scroll.reveal(row)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const { pageRows } = scroll
    const target = rowForKey(event.key, { focus, total: rows.length, pageRows })
    if (target !== undefined) goTo(target)
    else if (event.key === 'ArrowRight' && current?.container) {
      if (current.expanded) goTo(Math.min(focus + 1, rows.length - 1))
      else fold(current.container, true)
    } else if (event.key === 'ArrowLeft' && current) {
      if (current.expanded && current.container) fold(current.container, false)
      else goTo(Math.max(0, parentOf(rows, focus)))
    } else if (event.key === 'Enter' && current?.container) {
      fold(current.container, !current.expanded)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  const { from, to } = scroll
  return (
    <div
      ref={scroller}
      data-keeps-keys
      role="tree"
      aria-label={`Values of ${name}`}
      aria-activedescendant={focus >= from && focus < to ? `${id}-${focus}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={scroll.onScroll}
      className="min-h-0 flex-1 overflow-auto overscroll-contain py-1 font-mono text-sm"
    >
      <div role="presentation" className="relative" style={{ height: scroll.height }}>
        {rows.slice(from, to).map((row, index) => (
          <TreeLine
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is where it stands
            key={from + index}
            id={`${id}-${from + index}`}
            row={row}
            focused={from + index === focus}
            top={scroll.top(from + index)}
            onClick={() => {
              setFocus(from + index)
              if (row.container) fold(row.container, !row.expanded)
            }}
          />
        ))}
      </div>
    </div>
  )
}

interface TreeLineProps {
  readonly id: string
  readonly row: JsonRow
  readonly focused: boolean
  readonly top: number
  readonly onClick: () => void
}

function TreeLine({ id, row, focused, top, onClick }: TreeLineProps) {
  const { depth, name, value, container, expanded } = row
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={depth + 1}
      aria-expanded={container ? expanded : undefined}
      aria-selected={focused}
      onClick={onClick}
      className={`absolute left-0 flex min-w-full items-center pr-3 whitespace-pre ${focused ? 'bg-selection-quiet' : 'hover:bg-hover'}`}
      style={{ top, height: ROW, paddingLeft: 8 + Math.min(depth, DEEPEST) * 14 }}
    >
      <span className="flex w-4 shrink-0 justify-center text-secondary">
        {container && <ChevronRight size={12} className={expanded ? 'rotate-90' : ''} />}
      </span>
      {name !== undefined && (
        <span className={typeof name === 'number' ? 'text-secondary' : 'text-code-name'}>
          {typeof name === 'number' ? name : name.slice(0, 500)}
          <span className="text-secondary">: </span>
        </span>
      )}
      <span className={`selectable ${colorOf(value)}`}>{shortJson(value)}</span>
    </div>
  )
}

function colorOf(value: unknown): string {
  if (typeof value === 'string') return 'text-code-string'
  if (typeof value === 'object' && value !== null) return 'text-secondary'
  return 'text-code-number'
}

function parentOf(rows: readonly JsonRow[], row: number): number {
  const depth = rows[row]?.depth ?? 0
  return rows.findLastIndex((other, index) => index < row && other.depth < depth)
}
