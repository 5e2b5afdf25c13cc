import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { type Bandwidth, type BandwidthWindow, MOST_WINDOWS } from '#shared/bandwidth.ts'
import { DEFAULT_SETTINGS } from '#shared/settings.ts'
import { settingsQuery, useChangeSettings } from '../queries/settings.ts'
import { Button } from '../ui/button.tsx'
import { BandwidthWindowFields } from './bandwidth-window.tsx'
import { RateField } from './rate-field.tsx'

/** The hours in which most people share their line with colleagues. */
const WORKING_HOURS = { days: [1, 2, 3, 4, 5], from: 9 * 60, to: 18 * 60 }

/** How fast all transfers together may be, and at which times other limits hold. */
export function BandwidthSetting() {
  const { data: settings = DEFAULT_SETTINGS } = useQuery(settingsQuery())
  const { mutate } = useChangeSettings()
  const { bandwidth } = settings
  const { up, down, schedule } = bandwidth
  const change = (patch: (now: Bandwidth) => Partial<Bandwidth>) =>
    mutate(({ bandwidth: now }) => ({ bandwidth: { ...now, ...patch(now) } }))
  const put = (index: number, patch: Partial<BandwidthWindow>) =>
    change(now => ({
      schedule: now.schedule.map((one, at) => (at === index ? { ...one, ...patch } : one)),
    }))
  return (
    <section
      aria-label="Speed limits"
      className="flex flex-col gap-3 border-t border-hairline pt-4"
    >
      <div>
        <p className="font-medium">Speed limits</p>
        <p className="text-sm text-secondary">
          All transfers together stay below them, and obey at once. Previews and files that are open
          in other programs are not slowed: somebody is waiting for them.
        </p>
      </div>
      <div className="grid grid-cols-2 gap-2">
        <RateField label="Upload" value={up} onChange={rate => change(() => ({ up: rate }))} />
        <RateField
          label="Download"
          value={down}
          onChange={rate => change(() => ({ down: rate }))}
        />
      </div>
      {schedule.length > 0 && (
        <p className="text-sm text-secondary">
          In these times other limits hold. Where two overlap, the first counts.
        </p>
      )}
      {schedule.map((window, index) => (
        <BandwidthWindowFields
          // biome-ignore lint/suspicious/noArrayIndexKey: windows have no other name than their place
          key={index}
          name={`Time window ${index + 1}`}
          window={window}
          onChange={patch => put(index, patch)}
          onRemove={() => change(now => ({ schedule: now.schedule.toSpliced(index, 1) }))}
        />
      ))}
      <div>
        <Button
          icon={<Plus size={14} />}
          disabled={schedule.length >= MOST_WINDOWS}
          onClick={() =>
            change(now => ({
              schedule: [...now.schedule, { ...WORKING_HOURS, up: now.up, down: now.down }],
            }))
          }
        >
          Add time window
        </Button>
      </div>
    </section>
  )
}
