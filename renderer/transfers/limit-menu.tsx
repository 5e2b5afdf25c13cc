import { Gauge } from 'lucide-react'
import { type BandwidthNow, LIFTED_FOR_GOOD } from '#shared/bandwidth.ts'
import { useCommands } from '../browser/commands.ts'
import { useNow } from '../browser/use-now.ts'
import { useChangeSettings } from '../queries/settings.ts'
import { Menu, MenuGroup, MenuItem, MenuSeparator } from '../ui/menu.tsx'
import { limitWords, timeWords } from './limit-words.ts'
import { useComplaint } from './use-complaint.ts'

const HOUR = 3_600_000

/** Says which speed limit is in force, and lifts it or brings it back. */
export function LimitMenu({ limits }: { readonly limits: BandwidthNow }) {
  const now = useNow()
  const { mutate } = useChangeSettings()
  const { run } = useCommands()
  const onError = useComplaint()
  const { lifted, nextChange } = limits
  const lift = (liftedUntil: number) =>
    mutate(({ bandwidth }) => ({ bandwidth: { ...bandwidth, liftedUntil } }), { onError })
  const words = limitWords(limits, now)
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          aria-label={`Speed limit: ${words}`}
          className="tabular flex h-full max-w-1/3 items-center gap-1.5 border-l border-hairline px-3 text-sm text-secondary hover:bg-hover"
        >
          <Gauge size={14} className="shrink-0" aria-hidden />
          <span className="truncate">{words}</span>
        </button>
      }
    >
      <MenuGroup label={words}>
        {lifted ? (
          <MenuItem label="Limit again now" onSelect={() => lift(0)} />
        ) : (
          <>
            <MenuItem label="No limit for an hour" onSelect={() => lift(Date.now() + HOUR)} />
            {nextChange !== undefined && (
              <MenuItem
                label={`No limit until ${timeWords(nextChange, now)}`}
                onSelect={() => lift(nextChange)}
              />
            )}
            <MenuItem label="No limit until I limit again" onSelect={() => lift(LIFTED_FOR_GOOD)} />
          </>
        )}
      </MenuGroup>
      <MenuSeparator />
      <MenuItem label="Speed limits…" onSelect={() => run('settings')} />
    </Menu>
  )
}
