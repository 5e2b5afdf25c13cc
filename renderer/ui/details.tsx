import { Collapsible } from '@base-ui/react/collapsible'
import { ChevronRight, Copy } from 'lucide-react'
import { classNames } from './class-names.ts'
import { IconButton } from './icon-button.tsx'
import { useNotices } from './notices.tsx'

interface DetailsProps {
  /** In a centred panel the handle stands in the middle. */
  readonly centered?: boolean
  readonly label?: string
  readonly rows: readonly { readonly label: string; readonly value: string }[]
}

/** Facts for whoever has to find out why: folded at first, copied with one click. */
export function Details({ label = 'Details', rows, centered = false }: DetailsProps) {
  const notify = useNotices()
  if (rows.length === 0) return null
  const copy = async () => {
    await navigator.clipboard.writeText(rows.map(row => `${row.label}: ${row.value}`).join('\n'))
    notify({ tone: 'success', title: 'Details copied' })
  }
  return (
    <Collapsible.Root className="text-left text-sm">
      <Collapsible.Trigger
        className={classNames(
          'group flex items-center gap-1 rounded-sm px-1 text-secondary hover:text-primary',
          centered && 'mx-auto',
        )}
      >
        <ChevronRight size={12} className="group-data-panel-open:rotate-90" />
        {label}
      </Collapsible.Trigger>
      <Collapsible.Panel className="relative mt-1.5 rounded-md border border-hairline bg-raised p-2.5 pr-9">
        <dl className="selectable grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5">
          {rows.map(row => (
            <div key={row.label} className="contents">
              <dt className="text-secondary">{row.label}</dt>
              <dd className="font-mono break-words">{row.value}</dd>
            </div>
          ))}
        </dl>
        <span className="absolute top-1 right-1">
          <IconButton label="Copy details" icon={<Copy size={14} />} onClick={copy} />
        </span>
      </Collapsible.Panel>
    </Collapsible.Root>
  )
}
