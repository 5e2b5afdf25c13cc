import { EyeOff } from 'lucide-react'
import type { ReactNode } from 'react'

/** Why a look has nothing to show; the other looks are still there. */
export function CannotShow({ children }: { readonly children: ReactNode }) {
  return (
    <div
      role="status"
      className="flex min-h-0 flex-1 flex-col items-center justify-center gap-2 overflow-y-auto px-6 py-4 text-center text-secondary"
    >
      <EyeOff size={20} strokeWidth={1.6} aria-hidden />
      <p className="selectable max-w-80 break-words">{children}</p>
    </div>
  )
}
