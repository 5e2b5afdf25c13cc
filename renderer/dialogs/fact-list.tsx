import { Copy } from 'lucide-react'
import { IconButton } from '../ui/icon-button.tsx'
import { useNotices } from '../ui/notices.tsx'
import type { Fact } from './fact-rows.ts'

/** Facts in two columns; each can be copied. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  const copy = useCopy()
  return (
    <dl className="grid grid-cols-[min(9rem,35%)_minmax(0,1fr)] gap-x-4">
      {facts.map(({ label, value, mono }) => (
        <div key={label} className="group contents">
          <dt className="py-1 break-words text-secondary">{label}</dt>
          <dd className="flex min-w-0 items-start gap-1">
            <span
              className={`selectable min-w-0 flex-1 py-1 break-words whitespace-pre-line ${mono ? 'font-mono text-sm' : ''}`}
            >
              {value}
            </span>
            <span className="opacity-0 group-hover:opacity-100 focus-within:opacity-100">
              <IconButton
                label={`Copy ${label}`}
                icon={<Copy size={14} />}
                onClick={() => copy(label, value)}
              />
            </span>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Gives the function that copies a text and says so. */
export function useCopy(): (what: string, text: string) => void {
  const notify = useNotices()
  return (what, text) => {
    navigator.clipboard.writeText(text).then(
      () => notify({ tone: 'success', title: `${what} copied` }),
      () => notify({ tone: 'danger', title: `${what} could not be copied` }),
    )
  }
}
