import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { AWS_PRICES, type Preflight, type PriceTable } from '#shared/preflight.ts'
import { DEFAULT_SETTINGS } from '#shared/settings.ts'
import { profilesQuery } from '../queries/profiles.ts'
import { settingsQuery, useChangeSettings } from '../queries/settings.ts'
import { Button } from '../ui/button.tsx'
import { CommitField } from '../ui/commit-field.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { Select } from '../ui/select.tsx'
import { PriceFields } from './price-fields.tsx'

const AWS = 'aws'
const GIB = 1024 ** 3

/** When a job is told of before it starts, and what is said of its price. */
export function PreflightSetting() {
  const { data: settings = DEFAULT_SETTINGS } = useQuery(settingsQuery())
  const { data: list } = useQuery(profilesQuery())
  const { mutate: change } = useChangeSettings()
  const [table, setTable] = useState(AWS)
  const { preflight, prices, pricesByProfile } = settings
  const own = pricesByProfile[table]
  const changeRule = (patch: Partial<Preflight>) =>
    change(now => ({ preflight: { ...now.preflight, ...patch } }))
  const save = (next: PriceTable) =>
    change(now =>
      table === AWS
        ? { prices: next }
        : { pricesByProfile: { ...now.pricesByProfile, [table]: next } },
    )
  const reset = () =>
    change(now => {
      const { [table]: _gone, ...rest } = now.pricesByProfile
      return table === AWS ? { prices: AWS_PRICES } : { pricesByProfile: rest }
    })
  return (
    <div className="flex flex-col gap-3 border-t border-hairline pt-4">
      <div className="flex items-start gap-4">
        <div className="min-w-0 flex-1 pt-1">
          <p className="font-medium">Tell what a transfer comes to</p>
          <p className="text-sm text-secondary">
            Objects, requests, time and price, before it starts.
          </p>
        </div>
        <Segmented
          label="Tell what a transfer comes to"
          value={preflight.when}
          onChange={when => changeRule({ when })}
          options={[
            { value: 'large', label: 'If large' },
            { value: 'always', label: 'Always' },
          ]}
        />
      </div>
      {preflight.when === 'large' && (
        <div className="grid grid-cols-2 gap-2">
          <CommitField
            label="Large: more objects than"
            inputMode="numeric"
            value={preflight.items}
            format={String}
            parse={text => (/^[1-9]\d{0,11}$/.test(text) ? Number(text) : undefined)}
            wrong="A whole number from 1 on."
            onChange={items => changeRule({ items })}
          />
          <CommitField
            label="Or more than (GiB)"
            inputMode="decimal"
            value={preflight.bytes}
            format={bytes => String(Math.round((bytes / GIB) * 1000) / 1000)}
            parse={bytesIn}
            wrong="A number such as 10 or 0.5."
            onChange={bytes => changeRule({ bytes })}
          />
        </div>
      )}
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <Select
            label="Prices of"
            value={table}
            onChange={setTable}
            options={[
              { value: AWS, label: 'Amazon S3' },
              ...(list?.profiles ?? []).map(({ id, label }) => ({ value: id, label })),
            ]}
          />
        </div>
        <Button onClick={reset} disabled={table !== AWS && own === undefined}>
          {table === AWS ? 'List prices' : 'No own prices'}
        </Button>
      </div>
      <PriceFields key={table} table={table === AWS ? prices : (own ?? prices)} onChange={save} />
    </div>
  )
}

function bytesIn(text: string): number | undefined {
  const bytes = Math.round(Number(text.replace(',', '.')) * GIB)
  return bytes >= 1 && bytes <= Number.MAX_SAFE_INTEGER ? bytes : undefined
}
