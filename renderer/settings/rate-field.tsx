import { HIGHEST_RATE, LOWEST_RATE } from '#shared/bandwidth.ts'
import { CommitField } from '../ui/commit-field.tsx'

const MB = 1_000_000

interface RateFieldProps {
  readonly label: string
  /** Bytes a second; 0 is no limit. */
  readonly value: number
  readonly onChange: (rate: number) => void
}

/** Megabytes a second; empty for no limit. */
export function RateField({ label, value, onChange }: RateFieldProps) {
  return (
    <CommitField
      label={`${label} (MB/s)`}
      inputMode="decimal"
      placeholder="No limit"
      value={value}
      format={rate => (rate === 0 ? '' : String(rate / MB))}
      parse={rateIn}
      wrong="A number from 0.01 on, such as 2.5. Leave it empty for no limit."
      onChange={onChange}
    />
  )
}

function rateIn(text: string): number | undefined {
  const rate = Math.round(Number(text.replace(',', '.')) * MB)
  return rate === 0 || (rate >= LOWEST_RATE && rate <= HIGHEST_RATE) ? rate : undefined
}
