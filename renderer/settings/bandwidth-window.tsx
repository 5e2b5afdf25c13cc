import { Trash2 } from 'lucide-react'
import type { BandwidthWindow } from '#shared/bandwidth.ts'
import { classNames } from '../ui/class-names.ts'
import { CommitField } from '../ui/commit-field.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { RateField } from './rate-field.tsx'

/** Monday first, as `Date.getDay` numbers them. */
const DAYS = [
  { day: 1, short: 'Mon', name: 'Monday' },
  { day: 2, short: 'Tue', name: 'Tuesday' },
  { day: 3, short: 'Wed', name: 'Wednesday' },
  { day: 4, short: 'Thu', name: 'Thursday' },
  { day: 5, short: 'Fri', name: 'Friday' },
  { day: 6, short: 'Sat', name: 'Saturday' },
  { day: 0, short: 'Sun', name: 'Sunday' },
]

interface BandwidthWindowFieldsProps {
  /** "Time window 1" */
  readonly name: string
  readonly window: BandwidthWindow
  readonly onChange: (patch: Partial<BandwidthWindow>) => void
  readonly onRemove: () => void
}

/** Days, times and limits of one window of the schedule. */
export function BandwidthWindowFields(props: BandwidthWindowFieldsProps) {
  const { name, window, onChange, onRemove } = props
  return (
    <fieldset className="flex flex-col gap-2 rounded-md border border-hairline p-3">
      <legend className="sr-only">{name}</legend>
      <div className="flex items-center justify-between gap-2">
        <Days days={window.days} onChange={days => onChange({ days })} />
        <IconButton
          label={`Remove ${name.toLowerCase()}`}
          icon={<Trash2 size={14} />}
          onClick={onRemove}
        />
      </div>
      <div className="grid grid-cols-2 gap-2">
        <TimeField label="From" value={window.from} onChange={from => onChange({ from })} />
        <TimeField label="Until" value={window.to} onChange={to => onChange({ to })} />
        <RateField label="Upload" value={window.up} onChange={up => onChange({ up })} />
        <RateField label="Download" value={window.down} onChange={down => onChange({ down })} />
      </div>
      {window.to <= window.from && <p className="text-sm text-secondary">Ends on the next day.</p>}
    </fieldset>
  )
}

interface DaysProps {
  readonly days: readonly number[]
  readonly onChange: (days: number[]) => void
}

/** One day at least stays chosen. */
function Days({ days, onChange }: DaysProps) {
  const toggle = (day: number) => {
    const next = days.includes(day) ? days.filter(one => one !== day) : [...days, day]
    if (next.length > 0) onChange(next)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset within the fieldset of the window would draw another frame
    <div role="group" aria-label="Days" className="flex gap-0.5">
      {DAYS.map(({ day, short, name }) => (
        <button
          key={day}
          type="button"
          aria-label={name}
          aria-pressed={days.includes(day)}
          onClick={() => toggle(day)}
          className={classNames(
            'flex h-7 items-center rounded-sm px-2 text-secondary hover:bg-hover',
            'aria-pressed:bg-accent-fill aria-pressed:font-medium aria-pressed:text-white',
          )}
        >
          {short}
        </button>
      ))}
    </div>
  )
}

interface TimeFieldProps {
  readonly label: string
  /** Minutes since midnight. */
  readonly value: number
  readonly onChange: (minutes: number) => void
}

function TimeField({ label, value, onChange }: TimeFieldProps) {
  return (
    <CommitField
      label={label}
      type="time"
      value={value}
      format={minutes => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`}
      parse={minutesIn}
      wrong="A time of the day, such as 18:00."
      onChange={onChange}
    />
  )
}

function minutesIn(text: string): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)/.exec(text) ?? []
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes)
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
