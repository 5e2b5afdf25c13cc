import type { ReactNode } from 'react'
import { isCanceled } from '../failure/failure-of.ts'
import { formatSize } from '../model/format.ts'
import { Button } from '../ui/button.tsx'

/** One line under a look: what is not shown, and how to get it. */
export function LookNote({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-t border-hairline bg-raised px-3 py-1 text-sm text-secondary">
      {children}
    </div>
  )
}

interface MoreNoteProps {
  readonly bytes: number
  /** Of the whole; `undefined` when nobody knows. */
  readonly size: number | undefined
  readonly loading: boolean
  readonly error: unknown
  readonly more: (() => void) | undefined
}

/** Tells how much of a text is here, and loads more of it. */
export function MoreNote({ bytes, size, loading, error, more }: MoreNoteProps) {
  const of = size === undefined ? '' : ` of ${formatSize(size)}`
  const failed = error !== undefined && !isCanceled(error)
  return (
    <LookNote>
      <span className="min-w-0 flex-1">
        {failed && error instanceof Error
          ? error.message
          : `The first ${formatSize(bytes)}${of} ${more || loading ? 'are here' : 'are all that can be shown; download it for the rest'}.`}
      </span>
      {(more || loading) && (
        <Button look="plain" onClick={more} disabled={loading} focusableWhenDisabled>
          {loading ? 'Loading…' : 'Load more'}
        </Button>
      )}
    </LookNote>
  )
}
