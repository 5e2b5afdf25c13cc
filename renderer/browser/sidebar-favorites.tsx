import type { DragEvent } from 'react'
import { classNames } from '../ui/class-names.ts'
import { droppedPlace, isPlaceDrag } from './dragged-place.ts'
import { draggedRows } from './dragged-rows.ts'
import { RecentMenu } from './recent-menu.tsx'
import { SidebarFavorite } from './sidebar-favorite.tsx'
import { useFavorites } from './use-favorites.ts'
import { useHover } from './use-hover.ts'

/**
 * The places the user wants at hand, of all profiles. Folders are dropped here to add them, and
 * favorites to move them.
 */
export function SidebarFavorites({ narrow }: { readonly narrow: boolean }) {
  const { all, add, move } = useFavorites()
  /** Where what is held over the list would go; `undefined` when nothing is. */
  const { held: gap, setHeld: setGap, onDragLeave } = useHover<number>()

  // Before the favorites see it: between two of them it is for the list, on one it is for that one.
  const onDragOver = (event: DragEvent<HTMLElement>) => {
    const at = isPlaceDrag(event.dataTransfer) ? gapAt(event, all.length) : undefined
    setGap(at)
    if (at === undefined) return
    event.preventDefault()
    event.stopPropagation()
    event.dataTransfer.dropEffect = draggedRows(event.dataTransfer) ? 'copy' : 'move'
  }
  const onDrop = (event: DragEvent<HTMLElement>) => {
    const at = isPlaceDrag(event.dataTransfer) ? gapAt(event, all.length) : undefined
    const dropped = droppedPlace(event.dataTransfer)
    setGap(undefined)
    if (!dropped || at === undefined) return
    event.preventDefault()
    event.stopPropagation()
    if (dropped.type === 'place') add(dropped.location, at)
    else {
      const from = all.findIndex(({ id }) => id === dropped.id)
      move(dropped.id, at > from ? at - 1 : at)
    }
  }

  return (
    <section
      aria-label="Favorites"
      onDragOverCapture={onDragOver}
      onDragLeave={onDragLeave}
      onDropCapture={onDrop}
      className="flex max-h-1/2 shrink-0 flex-col border-t border-hairline"
    >
      <div
        className={classNames(
          'flex h-9 shrink-0 items-center',
          narrow ? 'justify-center' : 'justify-between pr-2 pl-4',
        )}
      >
        {!narrow && <h2 className="section-label">Favorites</h2>}
        <RecentMenu />
      </div>
      {all.length === 0 && !narrow && (
        <p className={classNames('px-4 pb-3 text-sm text-secondary', gap === 0 && 'text-accent')}>
          {gap === undefined
            ? 'Drag a folder here, or press Add to favorites in its menu.'
            : 'Drop it here to keep it at hand.'}
        </p>
      )}
      <ul className="flex min-h-0 flex-col gap-px overflow-x-hidden overflow-y-auto px-2 pb-2 empty:hidden">
        {all.map((favorite, index) => (
          <SidebarFavorite
            key={favorite.id}
            favorite={favorite}
            index={index}
            narrow={narrow}
            gap={
              gap === index
                ? 'above'
                : gap === all.length && index === gap - 1
                  ? 'below'
                  : undefined
            }
          />
        ))}
      </ul>
    </section>
  )
}

/** Rows can go into a favorite: the part of it, at each end, that stands for the gap beside it. */
const EDGE = 0.25

/** The gap between favorites that is meant; `undefined` for the favorite under the pointer itself. */
function gapAt(event: DragEvent<HTMLElement>, count: number): number | undefined {
  const { currentTarget, clientY, dataTransfer } = event
  const edge = draggedRows(dataTransfer) ? EDGE : 0.5
  const items = [...currentTarget.querySelectorAll('[data-favorite]')]
  for (const [index, item] of items.entries()) {
    const { top, height } = item.getBoundingClientRect()
    if (clientY < top + height * edge) return index
    if (clientY < top + height * (1 - edge)) return undefined
  }
  return count
}
