import { CircleCheck, CircleMinus, CircleX } from 'lucide-react'
import type { ProbeStep } from '#shared/ipc/methods/profiles.ts'
import { failureDetails } from '../model/trouble.ts'
import { Details } from '../ui/details.tsx'

const NAMES: Record<ProbeStep['name'], string> = {
  reach: 'Endpoint',
  credentials: 'Credentials',
  'list-buckets': 'Buckets',
  'start-location': 'Start location',
}
const ICONS = {
  ok: <CircleCheck size={16} className="text-success" aria-label="Passed" />,
  failed: <CircleX size={16} className="text-danger" aria-label="Failed" />,
  skipped: <CircleMinus size={16} className="text-secondary" aria-label="Not tried" />,
}

/** What a connection test found out, step by step. */
export function ProbeResult({ steps }: { readonly steps: readonly ProbeStep[] }) {
  return (
    <ol aria-label="Connection test" className="rounded-md border border-hairline">
      {steps.map(step => (
        <li
          key={step.name}
          className="flex gap-2.5 border-b border-hairline px-3 py-2 last:border-b-0"
        >
          <span className="mt-px shrink-0">{ICONS[step.result]}</span>
          <span className="w-28 shrink-0 font-medium">{NAMES[step.name]}</span>
          <div className="min-w-0 flex-1">
            <p className="selectable break-words">{step.finding}</p>
            {step.failure && (
              <>
                <p className="selectable break-words text-secondary">{step.failure.remedy}</p>
                <Details rows={failureDetails(step.failure)} />
              </>
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}
