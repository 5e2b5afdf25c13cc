import { Ban, Upload } from 'lucide-react'
import { plainName } from '../model/display-name.ts'
import { formatCount } from '../model/format.ts'
import type { Hover } from './use-drop.ts'

/** Says where the files that are held over the listing would go. */
export function DropLabel({ hover }: { readonly hover: Hover }) {
  const words =
    hover.refused === undefined
      ? `Upload ${formatCount(hover.items, 'item')} to ${plainName(hover.target)}`
      : `${hover.refused.slice(0, 1).toUpperCase()}${hover.refused.slice(1)}`
  return (
    <>
      {hover.row === undefined && hover.refused === undefined && (
        <div className="pointer-events-none absolute inset-1 z-10 rounded-md bg-accent-fill/5 outline-2 outline-accent" />
      )}
      <div className="pointer-events-none absolute inset-x-0 bottom-4 z-20 flex justify-center px-4">
        <span
          className={`flex max-w-full items-center gap-2 rounded-md px-3 py-1.5 font-medium shadow-floating ${
            hover.refused ? 'bg-floating text-secondary' : 'bg-accent-fill text-white'
          }`}
        >
          {hover.refused ? <Ban size={14} /> : <Upload size={14} />}
          <span className="truncate">{words}</span>
        </span>
      </div>
    </>
  )
}
