import type { DragEvent } from 'react'
import { useBrowser } from './browser-context.ts'
import { useCommands } from './commands.ts'
import { type DropOffer, type DropTarget, showEffect, useDropOffer } from './use-drop-offer.ts'
import { rowUnder } from './use-grid-input.ts'
import { useHover } from './use-hover.ts'
import { useSpring } from './use-spring.ts'

/** What is held over the listing, and what would become of it. */
export interface Hover {
  /** The folder row under the pointer; `undefined` for the listing itself. */
  readonly row: number | undefined
  readonly offer: DropOffer
}

/** Files from the desktop, or rows, over the listing or one of its folders. */
export function useDrop() {
  const { place, placeKey, rows, situation } = useBrowser()
  const { openRow } = useCommands()
  const offerOf = useDropOffer()
  const { held, setHeld, onDragLeave } = useHover<Hover>()

  const targetOf = (
    event: DragEvent,
  ): { row: number | undefined; target: DropTarget } | undefined => {
    const index = rowUnder(event.target)
    const row = index === undefined ? undefined : rows.at(index)
    const folder = row?.type === 'folder' ? row : undefined
    const at = folder && index
    if (place.type === 'local') {
      const inside = folder ? { inside: folder.name } : {}
      return { row: at, target: { folder: place.folder, ...inside } }
    }
    if (place.type !== 'folder') return undefined
    const prefix = folder?.prefix ?? place.location.prefix
    return { row: at, target: { ...place.location, prefix } }
  }
  const hoverOf = (event: DragEvent): Hover | undefined => {
    const over = targetOf(event)
    const offer = offerOf(event, over?.target)
    if (offer?.type === 'accepted' && situation.failed) {
      return { row: undefined, offer: { type: 'refused', words: 'This folder cannot be shown' } }
    }
    return offer && { row: over?.row, offer }
  }

  const onDragOver = (event: DragEvent) => {
    const hover = hoverOf(event)
    setHeld(hover)
    if (!hover) return
    event.preventDefault()
    showEffect(event, hover.offer)
  }

  const row = held?.row
  useSpring(row === undefined ? undefined : `${placeKey} ${row}`, () => {
    const folder = row === undefined ? undefined : rows.at(row)
    if (folder?.type !== 'folder') return
    openRow(folder)
    // It would go to the same folder; which now is the whole listing.
    setHeld(now => now && { ...now, row: undefined })
  })

  return {
    hover: held,
    handlers: {
      onDragEnter: onDragOver,
      onDragOver,
      onDragLeave,
      onDrop: (event: DragEvent) => {
        const offer = hoverOf(event)?.offer
        event.preventDefault()
        setHeld(undefined)
        if (offer?.type === 'accepted') offer.run()
      },
    },
  }
}
