import { Progress as Base } from '@base-ui/react/progress'
import { classNames } from './class-names.ts'

interface ProgressProps {
  /** What is going on, for screen readers. */
  readonly label: string
  /** 0 to 1; `undefined` when nobody knows. */
  readonly value: number | undefined
  readonly tone?: 'accent' | 'danger' | 'success'
}

const TONES = { accent: 'bg-accent-fill', danger: 'bg-danger-fill', success: 'bg-success' }

/** A thin bar: how much of something is done. */
export function Progress({ label, value, tone = 'accent' }: ProgressProps) {
  return (
    <Base.Root
      aria-label={label}
      value={value === undefined ? null : Math.round(Math.min(1, Math.max(0, value)) * 1000) / 10}
      className="block w-full"
    >
      <Base.Track className="block h-1 overflow-hidden rounded-full bg-pressed">
        <Base.Indicator
          className={classNames(
            'block h-full rounded-full',
            TONES[tone],
            value === undefined && 'indeterminate',
          )}
        />
      </Base.Track>
    </Base.Root>
  )
}
