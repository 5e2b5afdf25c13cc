import { useQuery } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { DEFAULT_SETTINGS } from '#shared/settings.ts'
import { plainName } from '../model/display-name.ts'
import type { Place } from '../model/navigation.ts'
import { mayHaveThumbnail } from '../model/thumbnail.ts'
import { settingsQuery } from '../queries/settings.ts'
import { thumbnailUrl } from '../queries/thumbnails.ts'
import { SearchPanel } from '../search/search-panel.tsx'
import { Button } from '../ui/button.tsx'
import { useBrowser } from './browser-context.ts'
import { useCommands } from './commands.ts'
import { DropLabel } from './drop-label.tsx'
import { EmptyPanel } from './empty-panel.tsx'
import { Grid } from './grid.tsx'
import { IconGrid } from './icon-grid.tsx'
import { ROW_HEIGHTS } from './row-heights.ts'
import type { Row } from './rows.ts'
import { TroublePanel } from './trouble-panel.tsx'
import { useDrop } from './use-drop.ts'
import { useRowDrag } from './use-row-drag.ts'
import { useViewMode } from './use-view-mode.ts'
import type { ViewProps } from './view-props.ts'
import { WaitingNote } from './waiting-note.tsx'
import { WelcomePanel } from './welcome-panel.tsx'

/** The middle of the window: the rows of the place, or why there are none. */
export function Listing() {
  const { search } = useBrowser()
  const { hover, handlers } = useDrop()
  const drag = useRowDrag()
  // What is dropped on results would go to a folder that is not in sight.
  if (search) return <SearchPanel view={search} />
  return (
    <div
      className="relative flex min-h-0 min-w-0 flex-1 flex-col bg-background"
      {...handlers}
      {...drag}
    >
      <Content dropRow={hover?.offer.type === 'accepted' ? hover.row : undefined} />
      {hover && <DropLabel hover={hover} />}
    </div>
  )
}

function Content({ dropRow }: { readonly dropRow: number | undefined }) {
  const browser = useBrowser()
  const { openRow, openInTab } = useCommands()
  const { data: settings = DEFAULT_SETTINGS } = useQuery(settingsQuery())
  const { place, visitKey, rows, loading, failure, filter } = browser
  const [mode] = useViewMode(place)
  const kind = kindOf(place)
  if (place.type === 'welcome') return <WelcomePanel />
  if (failure && rows.total === 0 && filter === '') return <TroublePanel failure={failure} />
  if (!loading && rows.total === 0) return <EmptyPanel />
  const view: ViewProps = {
    label: LABELS[kind],
    rows,
    loading,
    selection: browser.selection,
    onSelect: browser.select,
    onOpen: openRow,
    onOpenBehind: (row: Row) => openInTab(row, true),
    onLook: browser.objects.look,
    dropRow,
    mark: browser.mark,
    handle: browser.grid,
  }
  const thumbnailOf = (row: Row) =>
    settings.thumbnails && place.type === 'folder' && row.type === 'file' && mayHaveThumbnail(row)
      ? thumbnailUrl(place.location, row)
      : undefined
  return (
    <>
      {failure && <StaleNote />}
      {mode === 'grid' ? (
        <IconGrid key={visitKey} {...view} cellSize={settings.cellSize} thumbnailOf={thumbnailOf} />
      ) : (
        <Grid
          key={visitKey}
          {...view}
          kind={kind}
          rowHeight={ROW_HEIGHTS[settings.density]}
          sort={browser.sort}
          onSort={column => {
            // Only results have a column of folders.
            if (column !== 'folder') browser.sortBy(column)
          }}
        />
      )}
      {loading && <WaitingNote key={`waiting ${visitKey}`} />}
    </>
  )
}

const LABELS = { objects: 'Objects', buckets: 'Buckets', local: 'Local files' } as const

function kindOf({ type }: Place): keyof typeof LABELS {
  if (type === 'local') return 'local'
  return type === 'profile' ? 'buckets' : 'objects'
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
