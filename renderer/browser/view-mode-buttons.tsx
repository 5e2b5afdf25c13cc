import { LayoutGrid, List } from 'lucide-react'
import { ACTIONS } from '../model/actions.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { actionShortcut } from './action-items.tsx'
import { useBrowser } from './browser-context.ts'
import { useCommands } from './commands.ts'
import { useViewMode } from './use-view-mode.ts'

const MODES = [
  { mode: 'grid', id: 'view-grid', Icon: LayoutGrid },
  { mode: 'list', id: 'view-list', Icon: List },
] as const

/** Cells or rows: the two layouts of a listing. */
export function ViewModeButtons() {
  const { place } = useBrowser()
  const { run, whyNot } = useCommands()
  const [current] = useViewMode(place)
  return (
    <div className="flex max-[640px]:hidden">
      {MODES.map(({ mode, id, Icon }) => (
        <IconButton
          key={id}
          label={ACTIONS[id].label}
          icon={<Icon size={16} />}
          shortcut={actionShortcut(id)}
          disabledReason={whyNot(id)}
          pressed={mode === current}
          onClick={() => run(id)}
        />
      ))}
    </div>
  )
}
