import { Expand, Layers } from 'lucide-react'
import { useBrowser } from '../browser/browser-context.ts'
import { useCommands } from '../browser/commands.ts'
import { NameText } from '../browser/name-text.tsx'
import { RowIcon } from '../browser/row-icon.tsx'
import { selectedBytes } from '../browser/selected.ts'
import { formatCount, formatSize } from '../model/format.ts'
import type { PreviewSource } from '../queries/previews.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { EditButton } from './edit-button.tsx'
import { ObjectPreview } from './object-preview.tsx'
import { PreviewDetails } from './preview-details.tsx'
import { PreviewState } from './preview-state.tsx'
import { LocalFileState, RowState } from './row-state.tsx'

interface PreviewPaneProps {
  /** The same is shown larger above it: then nothing is read twice. */
  readonly covered: boolean
}

/** What is selected, looked into: the content of one file, or how much several are. */
export function PreviewPane({ covered }: PreviewPaneProps) {
  const browser = useBrowser()
  const { focusedRow: row, situation, place } = browser
  if (situation.selected > 1) return <Several />
  if (!row || situation.selected === 0) return <RowState row={undefined} />
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <h2 className="flex min-w-0 shrink-0 items-center gap-2 px-4 pt-3 pb-1 font-semibold">
        <RowIcon row={row} />
        <NameText name={row.name} suffix={row.type === 'folder' ? '/' : ''} />
      </h2>
      {row.type === 'file' && place.type === 'folder' ? (
        <>
          <div className="flex min-h-0 flex-1 flex-col">
            {!covered && (
              <ObjectPreview
                key={row.key}
                location={place.location}
                entry={row}
                asked={false}
                onRefresh={browser.refresh}
                tools={source => <Tools source={source} />}
              />
            )}
          </div>
          <PreviewDetails location={place.location} entry={row} />
        </>
      ) : row.type === 'file' && place.type === 'local' ? (
        <LocalFileState />
      ) : (
        <RowState row={row} />
      )}
    </div>
  )
}

function Tools({ source }: { readonly source: PreviewSource }) {
  const { run } = useCommands()
  return (
    <>
      <EditButton preview={source.preview} />
      <IconButton
        label="Quick look"
        shortcut="Space"
        icon={<Expand size={14} />}
        onClick={() => run('quick-look')}
      />
    </>
  )
}

function Several() {
  const { selection, rows, situation, filter, objects } = useBrowser()
  const bytes = selectedBytes(selection, rows, filter === '' ? objects.state : undefined)
  return (
    <PreviewState icon={Layers} title={`${formatCount(situation.selected, 'item')} selected`}>
      {bytes !== undefined && <p className="tabular">{formatSize(bytes)} together</p>}
    </PreviewState>
  )
}
