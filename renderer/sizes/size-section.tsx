import { Calculator, RotateCw, Square } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { SizeReport, SizeTarget } from '#shared/size.ts'
import { useNow } from '../browser/use-now.ts'
import { FactList } from '../dialogs/fact-list.tsx'
import { FactSection } from '../dialogs/fact-section.tsx'
import { FailureNotice } from '../failure/failure-notice.tsx'
import { failureOf } from '../failure/failure-of.ts'
import { plainName } from '../model/display-name.ts'
import { formatCount } from '../model/format.ts'
import { type Size, useSize } from '../queries/sizes.ts'
import { Button } from '../ui/button.tsx'
import { Progress } from '../ui/progress.tsx'
import { ageLine, sizeFacts, sizeLine } from './size-words.ts'

interface SizeSectionProps {
  readonly target: SizeTarget
  /** Begin to count without being asked again: who opened this asked for it. */
  readonly measure: boolean
}

/** How much something holds: counted when asked for, streaming, to be stopped at any time. */
export function SizeSection({ target, measure }: SizeSectionProps) {
  const size = useSize(target)
  const { report, error, start } = size
  const [asked, setAsked] = useState(false)
  useEffect(() => {
    if (!measure || asked) return
    setAsked(true)
    if (report === undefined || report.status === 'failed') start()
  }, [measure, asked, report, start])
  return (
    <FactSection title="Size and contents">
      <div aria-live="polite" className="flex flex-col gap-2">
        {error && <FailureNotice failure={failureOf(error)} />}
        {report ? (
          <Counted report={report} size={size} />
        ) : (
          <div className="flex items-center gap-3">
            <Button icon={<Calculator size={14} />} onClick={start}>
              Calculate size
            </Button>
            <p className="text-secondary">
              Lists everything in it: one request a thousand objects.
            </p>
          </div>
        )}
      </div>
    </FactSection>
  )
}

function Counted({ report, size }: { readonly report: SizeReport; readonly size: Size }) {
  const now = useNow()
  const { status, failures, current, requests, finished } = report
  const running = status === 'counting' || status === 'waiting'
  return (
    <>
      <div className="flex min-h-7 items-center gap-3">
        <p className="min-w-0 flex-1 font-medium tabular">{sizeLine(report)}</p>
        <Controls report={report} size={size} />
      </div>
      {running && <Progress label="Counting" value={undefined} />}
      {running && current !== undefined && (
        <p className="truncate text-sm text-secondary" title={plainName(current)}>
          {plainName(current)}
        </p>
      )}
      {failures.slice(0, 3).map(failure => (
        <FailureNotice key={failure.message} failure={failure} />
      ))}
      {failures.length > 3 && <p>{formatCount(failures.length - 3, 'more bucket')} left out.</p>}
      {!running && <FactList facts={sizeFacts(report)} />}
      <p className="text-sm text-secondary">
        {finished !== undefined && `${ageLine(finished, now)}. `}
        {formatCount(requests, 'request')}. Current versions only; older versions and delete markers
        are not counted.
      </p>
    </>
  )
}

function Controls({ report, size }: { readonly report: SizeReport; readonly size: Size }) {
  switch (report.status) {
    case 'waiting':
    case 'counting':
      return (
        <Button icon={<Square size={12} />} onClick={size.stop}>
          Stop
        </Button>
      )
    case 'stopped':
      return <Button onClick={size.goOn}>Go on</Button>
    case 'failed':
      return report.finished === undefined ? (
        <Button onClick={size.goOn}>Go on</Button>
      ) : (
        <Button onClick={size.start}>Try again</Button>
      )
    case 'complete':
      return (
        <Button icon={<RotateCw size={14} />} onClick={size.start}>
          Count again
        </Button>
      )
    default:
      return report.status satisfies never
  }
}
