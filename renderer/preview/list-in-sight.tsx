import { type CSSProperties, type ReactNode, type RefObject, useRef } from 'react'
import { type RowsInSight, useRowsInSight } from './use-rows-in-sight.ts'

/** Pixels of a row. */
const ROW = 28

/** Where a row stands: the `at`-th, counted from 0, of all `of`. */
export interface RowPlace {
  readonly at: number
  readonly of: number
  readonly style: CSSProperties
}

/** Rows of a list that may be long, and which of them are in sight: those have to be at hand. */
interface Sight {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly scroll: RowsInSight
  readonly total: number
}

export function useListInSight(total: number): Sight {
  const scroller = useRef<HTMLDivElement>(null)
  return { scroller, scroll: useRowsInSight(scroller, total, ROW), total }
}

interface ListInSightProps {
  readonly sight: Sight
  /** Of what scrolls, and of the list in it. */
  readonly label: string
  readonly listLabel: string
  readonly className: string
  /** Said above, such as that there is nothing. */
  readonly children?: ReactNode
  /** A row, with its place as its key; `undefined` while it is not at hand. */
  readonly row: (place: RowPlace) => ReactNode | undefined
}

/** A list of which only the rows in sight are drawn. */
export function ListInSight(props: ListInSightProps) {
  const { sight, label, listLabel, className, children, row } = props
  const { from, to, height, top, onScroll } = sight.scroll
  return (
    <section
      ref={sight.scroller}
      data-keeps-keys
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
      tabIndex={0}
      onScroll={onScroll}
      aria-label={label}
      className={`overflow-y-auto overscroll-contain ${className}`}
    >
      {children}
      <ul className="relative" style={{ height }} aria-label={listLabel}>
        {Array.from({ length: Math.max(0, to - from) }, (_, index) => {
          const at = from + index
          const style = { top: top(at), height: ROW }
          const drawn = row({ at, of: sight.total, style })
          return drawn ?? <li key={at} className="absolute" style={style} aria-hidden />
        })}
      </ul>
    </section>
  )
}
