import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { classNames } from './class-names.ts'

/** Rows beyond what is in sight, so that a quick scroll shows no gap. */
const OVERSCAN = 6

interface PickListProps<Item> {
  /** Of the element, for `aria-controls`. */
  readonly id: string
  readonly label: string
  readonly items: readonly Item[]
  readonly keyOf: (item: Item) => string
  /** The index that the keyboard is on; -1 for none. */
  readonly active: number
  readonly rowHeight: number
  readonly maxHeight: number
  readonly children: (item: Item, active: boolean) => ReactNode
  readonly disabled?: (item: Item) => boolean
  readonly onPick: (item: Item) => void
}

/** The element id of an option, for `aria-activedescendant` of the field that controls the list. */
export function optionId(list: string, index: number): string | undefined {
  return index < 0 ? undefined : `${list}-${index}`
}

/** The choices under a field that keeps the focus. Only rows in sight are there. */
export function PickList<Item>(props: PickListProps<Item>) {
  const { id, label, items, active, rowHeight, maxHeight } = props
  const box = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  useEffect(() => {
    const list = box.current
    if (!list || active < 0) return
    const above = active * rowHeight
    if (above < list.scrollTop) list.scrollTop = above
    else if (above + rowHeight > list.scrollTop + list.clientHeight) {
      list.scrollTop = above + rowHeight - list.clientHeight
    }
  }, [active, rowHeight])
  const from = Math.max(0, Math.floor(top / rowHeight) - OVERSCAN)
  const to = Math.ceil((top + maxHeight) / rowHeight) + OVERSCAN
  return (
    <div
      ref={box}
      id={id}
      role="listbox"
      aria-label={label}
      tabIndex={-1}
      onScroll={event => setTop(event.currentTarget.scrollTop)}
      // The field must not lose the focus to what is picked.
      onMouseDown={event => event.preventDefault()}
      className="relative overflow-x-hidden overflow-y-auto"
      style={{ maxHeight }}
    >
      <div role="presentation" style={{ height: items.length * rowHeight }}>
        {items.slice(from, to).map((item, offset) => (
          <Option key={props.keyOf(item)} {...props} item={item} index={from + offset} />
        ))}
      </div>
    </div>
  )
}

interface OptionProps<Item> extends PickListProps<Item> {
  readonly item: Item
  readonly index: number
}

function Option<Item>(props: OptionProps<Item>) {
  const { id, item, index, items, active, rowHeight, disabled, onPick, children } = props
  const off = disabled?.(item) ?? false
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus and names its option
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field’s
    <div
      role="option"
      id={optionId(id, index)}
      aria-selected={index === active}
      aria-disabled={off || undefined}
      aria-setsize={items.length}
      aria-posinset={index + 1}
      onClick={() => !off && onPick(item)}
      className={classNames(
        'absolute inset-x-0 flex items-center rounded-sm px-2',
        index === active ? 'bg-selection' : !off && 'hover:bg-hover',
      )}
      style={{ height: rowHeight, top: index * rowHeight }}
    >
      {children(item, index === active)}
    </div>
  )
}

/**
 * Where an arrow, Home, End or a page leads in a list of `count`; `undefined` for other keys. Home
 * and End stay with the text unless ctrl or cmd is held.
 */
export function movedActive(event: KeyboardEvent, active: number, count: number) {
  if (count === 0 || event.altKey) return undefined
  const mod = event.ctrlKey || event.metaKey
  switch (event.key) {
    case 'ArrowDown':
      return mod ? count - 1 : (active + 1) % count
    case 'ArrowUp':
      return mod ? 0 : active <= 0 ? count - 1 : active - 1
    case 'PageDown':
      return Math.min(count - 1, active + 8)
    case 'PageUp':
      return Math.max(0, active - 8)
    case 'Home':
      return mod ? 0 : undefined
    case 'End':
      return mod ? count - 1 : undefined
    default:
      return undefined
  }
}
