import { useQuery } from '@tanstack/react-query'
import { ChevronDown, ChevronUp, CircleAlert, X } from 'lucide-react'
import { useId, useState } from 'react'
import { isBusy, progressOf } from '#shared/transfers-watch.ts'
import { speedsQuery, transfersSummaryQuery } from '../queries/transfers.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Progress } from '../ui/progress.tsx'
import { barWords, lookingWords } from './bar-words.ts'
import { LimitMenu } from './limit-menu.tsx'
import { SpeedCurve } from './speed-curve.tsx'
import { TransfersDock } from './transfers-dock.tsx'
import { useJobs } from './use-jobs.ts'
import { useTransferSignals } from './use-transfer-signals.ts'

/** All transfers in one line above the status bar; opens to the dock that lists them. */
export function TransfersBar() {
  const [open, setOpen] = useState(false)
  const dock = useId()
  const { data: summary } = useQuery(transfersSummaryQuery())
  useTransferSignals(summary)
  const { data: history } = useQuery(speedsQuery())
  const { jobs, cancel } = useJobs()
  const { text, numbers } = barWords(summary)
  const looking = lookingWords(jobs)
  const progress = summary && progressOf(summary)
  const idle = !summary || !isBusy(summary)
  const failed = summary?.failed ?? 0
  return (
    <section aria-label="Transfers" className="shrink-0 border-t border-hairline">
      {open && <TransfersDock id={dock} />}
      <div className="relative flex h-7 items-center gap-1 bg-background pr-1">
        {!idle && (
          <div className="absolute inset-x-0 -top-0.5">
            <Progress label="All transfers" value={progress} />
          </div>
        )}
        <button
          type="button"
          aria-expanded={open}
          aria-controls={open ? dock : undefined}
          onClick={() => setOpen(!open)}
          className="flex h-full min-w-0 flex-1 items-center gap-2 px-3 text-left text-sm hover:bg-hover"
        >
          <span className="font-medium">Transfers</span>
          {idle && failed > 0 && <CircleAlert size={14} className="text-danger" aria-hidden />}
          <span className="tabular truncate text-secondary">{text}</span>
          {!idle && <SpeedCurve speeds={history?.speeds ?? []} />}
          {numbers.map(number => (
            <span key={number} className="tabular whitespace-nowrap text-secondary">
              {number}
            </span>
          ))}
          {!idle && failed > 0 && (
            <span className="tabular flex items-center gap-1 whitespace-nowrap text-danger">
              <CircleAlert size={14} aria-hidden />
              {`${failed.toLocaleString()} failed`}
            </span>
          )}
          <span className="flex-1" />
          {open ? <ChevronDown size={14} /> : <ChevronUp size={14} />}
        </button>
        {summary?.bandwidth && <LimitMenu limits={summary.bandwidth} />}
        {looking && (
          <span className="flex items-center gap-1 border-l border-hairline pl-3 text-sm">
            <span className="tabular text-secondary">{looking.text}</span>
            <IconButton
              label="Stop looking"
              icon={<X size={14} />}
              onClick={() => cancel(looking.job)}
            />
          </span>
        )}
        {/* Told when all is over, not at every step. */}
        <output className="sr-only">{idle && summary ? `Transfers: ${text}` : ''}</output>
      </div>
    </section>
  )
}
