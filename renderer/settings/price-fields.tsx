import type { PriceTable } from '#shared/preflight.ts'
import { CommitField } from '../ui/commit-field.tsx'

interface PriceFieldsProps {
  readonly table: PriceTable
  readonly onChange: (table: PriceTable) => void
}

const FIELDS = [
  { name: 'writesPer1000', label: '1,000 writes or lists' },
  { name: 'readsPer1000', label: '1,000 reads' },
  { name: 'outPerGB', label: '1 GB downloaded' },
  { name: 'monthPerGB', label: '1 GB stored for a month' },
] as const

/** Prices in US dollars, and of when they are. */
export function PriceFields({ table, onChange }: PriceFieldsProps) {
  return (
    <div className="grid grid-cols-2 gap-2">
      {FIELDS.map(({ name, label }) => (
        <CommitField
          key={name}
          label={`${label} ($)`}
          inputMode="decimal"
          value={table[name]}
          format={String}
          parse={priceIn}
          wrong="A price is a number, such as 0.005."
          onChange={price => onChange({ ...table, [name]: price, asOf: today() })}
        />
      ))}
      <p className="col-span-2 text-sm text-secondary">{`As of: ${table.asOf}`}</p>
    </div>
  )
}

/** Dollars; `undefined` for what is no price. */
function priceIn(text: string): number | undefined {
  const price = Number(text || Number.NaN)
  return price >= 0 && price < 1e6 ? price : undefined
}

function today(): string {
  return `own prices, ${new Date().toISOString().slice(0, 10)}`
}
