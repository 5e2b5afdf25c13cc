import {
  ChevronLeft,
  ChevronRight,
  ChevronUp,
  Download,
  FolderPlus,
  type LucideIcon,
  RefreshCw,
  Upload,
} from 'lucide-react'
import { ACTIONS, type ActionId } from '../model/actions.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu } from '../ui/menu.tsx'
import { ActionItem, actionShortcut } from './action-items.tsx'
import { useBrowser } from './browser-context.ts'
import { useCommands } from './commands.ts'
import { FilterField } from './filter-field.tsx'
import { PathBar } from './path-bar.tsx'
import { ViewMenu } from './view-menu.tsx'
import { ViewModeButtons } from './view-mode-buttons.tsx'

/** The top of the window: the ways to go, the path, the filter, and what is done most. */
export function Toolbar() {
  const alone = useBrowser().situation.panes === 1
  return (
    <div
      role="toolbar"
      aria-label="Toolbar"
      className="flex h-11 shrink-0 items-center gap-2 border-b border-hairline bg-raised px-2"
    >
      <div className="flex">
        <ActionButton id="back" icon={ChevronLeft} />
        <ActionButton id="forward" icon={ChevronRight} />
        <ActionButton id="up" icon={ChevronUp} />
      </div>
      {/* Two panes have a path and a filter each. */}
      {alone ? <PathBar /> : <div className="flex-1" />}
      {alone && <FilterField />}
      <ViewModeButtons />
      <div className="flex">
        <span className="flex max-[800px]:hidden">
          <ActionButton id="refresh" icon={RefreshCw} />
        </span>
        <ActionButton id="new-folder" icon={FolderPlus} />
        <UploadMenu />
        <ActionButton id="download" icon={Download} />
        <ViewMenu />
      </div>
    </div>
  )
}

function ActionButton({ id, icon: Icon }: { readonly id: ActionId; readonly icon: LucideIcon }) {
  const { run, whyNot } = useCommands()
  return (
    <IconButton
      label={ACTIONS[id].label.replace('…', '')}
      icon={<Icon size={16} />}
      shortcut={actionShortcut(id)}
      disabledReason={whyNot(id)}
      onClick={() => run(id)}
    />
  )
}

function UploadMenu() {
  const { whyNot } = useCommands()
  return (
    <Menu
      align="end"
      trigger={
        <IconButton
          label="Upload"
          icon={<Upload size={16} />}
          disabledReason={whyNot('upload-files')}
        />
      }
    >
      <ActionItem id="upload-files" />
      <ActionItem id="upload-folder" />
    </Menu>
  )
}
