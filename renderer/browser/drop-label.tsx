import { Ban, Copy, Download, FolderInput, type LucideIcon, Upload } from 'lucide-react'
import type { Hover } from './use-drop.ts'
import type { DropOffer } from './use-drop-offer.ts'

const ICONS: Record<Extract<DropOffer, { type: 'accepted' }>['verb'], LucideIcon> = {
  upload: Upload,
  download: Download,
  copy: Copy,
  move: FolderInput,
}

/** Says what would become of what is held over the listing. */
export function DropLabel({ hover: { row, offer } }: { readonly hover: Hover }) {
  return (
    <>
      {row === undefined && offer.type === 'accepted' && (
        <div className="pointer-events-none absolute inset-1 z-10 rounded-md bg-accent-fill/5 outline-2 outline-accent" />
      )}
      <div className="pointer-events-none absolute inset-x-0 bottom-4 z-20 flex justify-center px-4">
        <DropWords offer={offer} />
      </div>
    </>
  )
}

/** An offer in words, with the key that would make another one of it. */
export function DropWords({ offer }: { readonly offer: DropOffer }) {
  const accepted = offer.type === 'accepted'
  const Icon = accepted ? ICONS[offer.verb] : Ban
  return (
    <span
      className={`flex max-w-full items-center gap-2 rounded-md px-3 py-1.5 font-medium shadow-floating ${
        accepted ? 'bg-accent-fill text-white' : 'bg-floating text-secondary'
      }`}
    >
      <Icon size={14} className="shrink-0" />
      <span className="truncate">{offer.words}</span>
      {accepted && offer.hint && <span className="shrink-0 font-normal">{offer.hint}</span>}
    </span>
  )
}
