import { useQuery } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import type { Settings } from '#shared/settings.ts'
import { plainName } from '../model/display-name.ts'
import { settingsQuery } from '../queries/settings.ts'
import { Button } from '../ui/button.tsx'
import { useBrowser } from './browser-context.ts'
import { BUCKET_COLUMNS, OBJECT_COLUMNS } from './columns.tsx'
import { useCommands } from './commands.ts'
import { DropLabel } from './drop-label.tsx'
import { EmptyPanel } from './empty-panel.tsx'
import { Grid } from './grid.tsx'
import { TroublePanel } from './trouble-panel.tsx'
import { useDrop } from './use-drop.ts'
import { WaitingNote } from './waiting-note.tsx'
import { WelcomePanel } from './welcome-panel.tsx'

const ROW_HEIGHTS: Record<Settings['density'], number> = {
  compact: 24,
  regular: 28,
  comfortable: 34,
}

/** The middle of the window: the rows of the place, or why there are none. */
export function Listing() {
  const { hover, handlers } = useDrop()
  return (
    <div className="relative flex min-h-0 min-w-0 flex-1 flex-col bg-background" {...handlers}>
      <Content dropRow={hover?.refused === undefined ? hover?.row : undefined} />
      {hover && <DropLabel hover={hover} />}
    </div>
  )
}

function Content({ dropRow }: { readonly dropRow: number | undefined }) {
  const browser = useBrowser()
  const { openRow } = useCommands()
  const settings = useQuery(settingsQuery())
  const { place, placeKey, rows, loading, failure, filter } = browser
  if (place.type === 'welcome') return <WelcomePanel />
  if (failure && rows.total === 0 && filter === '') return <TroublePanel failure={failure} />
  if (!loading && rows.total === 0) return <EmptyPanel />
  return (
    <>
      {failure && <StaleNote />}
      <Grid
        key={placeKey}
        label={place.type === 'profile' ? 'Buckets' : 'Objects'}
        columns={place.type === 'profile' ? BUCKET_COLUMNS : OBJECT_COLUMNS}
        rows={rows}
        rowHeight={ROW_HEIGHTS[settings.data?.density ?? 'regular']}
        loading={loading}
        sort={browser.sort}
        onSort={browser.sortBy}
        selection={browser.selection}
        onSelect={browser.select}
        onOpen={openRow}
        onLook={browser.objects.look}
        dropRow={dropRow}
        handle={browser.grid}
      />
      {loading && <WaitingNote key={`waiting ${placeKey}`} />}
    </>
  )
}

/** The rows are older than they should be: the last refresh failed. */
function StaleNote() {
  const { failure, refresh } = useBrowser()
  return (
    <div
      role="alert"
      className="flex shrink-0 items-center gap-2.5 border-b border-hairline bg-warning-tint px-4 py-1.5"
    >
      <CircleAlert size={16} className="shrink-0 text-warning" />
      <p className="min-w-0 flex-1">
        {plainName(failure?.message ?? '')} What is shown may be incomplete.
      </p>
      <Button onClick={refresh}>Try again</Button>
    </div>
  )
}
