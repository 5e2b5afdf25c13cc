import { type KeyboardEvent, useDeferredValue, useId, useMemo, useState } from 'react'
import { inOrder } from '../model/palette-order.ts'
import { movedActive, optionId, PickList } from '../ui/pick-list.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { addressItem, type PaletteItem, type PaletteScope } from './palette-items.ts'
import { PaletteRow } from './palette-row.tsx'
import { usePaletteItems } from './use-palette-items.ts'

const ROW_HEIGHT = 32

interface PaletteProps {
  readonly scope: PaletteScope
  /** Does what was chosen; gives why it could not, if it could not. */
  readonly onChoose: (item: PaletteItem) => Promise<string | undefined>
  readonly onClose: () => void
}

/** Finds every action and every known place by a few letters, and goes wherever an address leads. */
export function Palette({ scope, onChoose, onClose }: PaletteProps) {
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const list = useId()
  const items = usePaletteItems(scope)
  const looked = useDeferredValue(query)
  const found = useMemo(() => findIn(items, looked, scope), [items, looked, scope])
  /** What is typed counts, also when the list has not caught up with it. */
  const chosen = () => (looked === query ? found : findIn(items, query, scope))[active]?.entry

  const choose = async (item: PaletteItem | undefined) => {
    if (!item || item.off !== undefined || busy) return
    setBusy(true)
    const why = await onChoose(item)
    setBusy(false)
    setProblem(why)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const to = movedActive(event, active, found.length)
    if (to !== undefined) setActive(to)
    else if (event.key === 'Enter') void choose(chosen())
    else if (event.key === 'k' && (event.ctrlKey || event.metaKey)) onClose()
    else return
    event.preventDefault()
  }
  const label = scope === 'recent' ? 'Recent places' : 'Command palette'
  const placeholder =
    scope === 'recent' ? 'Find a recent place' : 'Find an action or a place, or paste an address'

  return (
    <Sheet label={label} onClose={onClose}>
      <input
        role="combobox"
        aria-label={placeholder}
        aria-expanded
        aria-controls={list}
        aria-activedescendant={optionId(list, found.length > 0 ? active : -1)}
        aria-autocomplete="list"
        aria-invalid={problem !== undefined}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        value={query}
        readOnly={busy}
        onChange={event => {
          setQuery(event.target.value)
          setActive(0)
          setProblem(undefined)
        }}
        onKeyDown={onKeyDown}
        className="h-11 w-full shrink-0 border-b border-hairline bg-transparent px-4 text-lg outline-none"
      />
      {problem && (
        <p role="alert" className="border-b border-hairline px-4 py-2 text-danger">
          {problem}
        </p>
      )}
      <div className="min-h-0 p-1.5">
        <PickList
          id={list}
          label={label}
          items={found}
          keyOf={({ entry }) => entry.id}
          active={Math.min(active, found.length - 1)}
          rowHeight={ROW_HEIGHT}
          maxHeight={ROW_HEIGHT * 11}
          disabled={({ entry }) => entry.off !== undefined}
          onPick={({ entry }) => void choose(entry)}
        >
          {({ entry, at }) => <PaletteRow item={entry} at={at} />}
        </PickList>
        <p role="status" className="px-2.5 py-2 text-secondary empty:hidden">
          {found.length === 0 && 'Nothing here is called like this.'}
        </p>
      </div>
    </Sheet>
  )
}

/** The place that an address leads to, then actions and places, the best first. */
function findIn(items: readonly PaletteItem[], query: string, scope: PaletteScope) {
  const address = scope === 'all' ? addressItem(query) : undefined
  const others = inOrder(items, query)
  return address ? [{ entry: address, at: [] }, ...others] : others
}
