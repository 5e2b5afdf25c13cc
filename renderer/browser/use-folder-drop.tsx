import type { DragEvent } from 'react'
import { createPortal } from 'react-dom'
import type { Location } from '#shared/location.ts'
import { DropWords } from './drop-label.tsx'
import { type DropOffer, showEffect, useDropOffer } from './use-drop-offer.ts'
import { useHover } from './use-hover.ts'
import { useSpring } from './use-spring.ts'

/** Around whatever takes files, while they are held over it. */
export const DROP_RING = 'bg-accent-tint outline-2 -outline-offset-2 outline-accent'

interface Held {
  readonly offer: DropOffer
  readonly over: DOMRect
}

/**
 * Lets a button that leads to a folder take files and rows, too. Without a folder, or on a
 * read-only profile, the window refuses them. What is held over it for a while opens it.
 */
export function useFolderDrop(location: Location | undefined, open?: () => void) {
  const offerOf = useDropOffer()
  const { held, setHeld, onDragLeave } = useHover<Held>()
  useSpring(held && 'over', open)

  const onDragOver = (event: DragEvent) => {
    const offer = offerOf(event, location)
    setHeld(offer && { offer, over: event.currentTarget.getBoundingClientRect() })
    if (offer?.type !== 'accepted') return
    event.preventDefault()
    showEffect(event, offer)
  }

  return {
    over: held?.offer.type === 'accepted',
    /** What would happen, in words below the button; to be put anywhere. */
    label: held && <LabelBelow {...held} />,
    handlers: {
      onDragEnter: onDragOver,
      onDragOver,
      onDragLeave,
      onDrop: (event: DragEvent) => {
        const offer = offerOf(event, location)
        setHeld(undefined)
        if (offer?.type !== 'accepted') return
        event.preventDefault()
        offer.run()
      },
    },
  }
}

/** Room that a label takes at most, in pixels. */
const LABEL = { width: 320, height: 44 }

function LabelBelow({ offer, over }: Held) {
  const fits = over.bottom + LABEL.height < window.innerHeight
  const left = Math.max(8, Math.min(over.left, window.innerWidth - LABEL.width - 8))
  return createPortal(
    <div
      className="pointer-events-none fixed z-50 flex"
      style={{
        left,
        maxWidth: LABEL.width,
        ...(fits ? { top: over.bottom + 4 } : { bottom: window.innerHeight - over.top + 4 }),
      }}
    >
      <DropWords offer={offer} />
    </div>,
    document.body,
  )
}
