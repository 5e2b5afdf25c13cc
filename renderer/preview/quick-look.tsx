import type { KeyboardEvent } from 'react'
import { useCommands } from '../browser/commands.ts'
import { NameText } from '../browser/name-text.tsx'
import { RowIcon } from '../browser/row-icon.tsx'
import type { Browser } from '../browser/use-browser.ts'
import { plainName } from '../model/display-name.ts'
import { rowForKey } from '../model/selection.ts'
import { EditButton } from './edit-button.tsx'
import { ObjectPreview } from './object-preview.tsx'
import { RowState } from './row-state.tsx'
import { Sheet } from './sheet.tsx'

interface QuickLookProps {
  readonly browser: Browser
  readonly onClose: () => void
}

/** The row with the focus, large; Space and Escape close it, arrows go on to the next row. */
export function QuickLook({ browser, onClose }: QuickLookProps) {
  const { run } = useCommands()
  const { focusedRow: row, rows, selection, select, grid, place } = browser
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || event.defaultPrevented || takesKeys(event)) return
    if (event.key === ' ') onClose()
    else if (event.key === 'F4') run('edit-text')
    else if (isPlain(event)) {
      const target = rowForKey(event.key, {
        focus: selection.focus,
        total: rows.total,
        pageRows: 1,
      })
      if (target === undefined) return
      select({ type: 'pick', row: target })
      grid.current?.reveal(target)
    } else return
    event.preventDefault()
  }
  const name = row ? plainName(row.name) : 'Nothing'
  return (
    <Sheet
      label={`Quick look: ${name}`}
      title={
        row && (
          <>
            <RowIcon row={row} />
            <NameText name={row.name} />
          </>
        )
      }
      onClose={onClose}
      onKeyDown={onKeyDown}
    >
      {row?.type === 'file' && place.type === 'folder' ? (
        <ObjectPreview
          key={row.key}
          location={place.location}
          entry={row}
          asked
          onRefresh={browser.refresh}
          tools={source => <EditButton preview={source.preview} />}
        />
      ) : (
        <RowState row={row} />
      )}
    </Sheet>
  )
}

/** Whether the keys are wanted where the focus is: in a look that scrolls, or on a control. */
function takesKeys({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest('input, textarea, audio, video')) return true
  if (target.closest('button, [role="radio"], [role="tree"]')) return true
  return key !== ' ' && target.closest('[data-keeps-keys]') !== null
}

function isPlain({ ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return !(ctrlKey || metaKey || altKey || shiftKey)
}
