import {
  ClipboardCopy,
  Download,
  FolderOpen,
  FolderPlus,
  FolderUp,
  Info,
  ListChecks,
  type LucideIcon,
  RefreshCw,
  Settings,
  Trash2,
  Upload,
} from 'lucide-react'
import { ACTIONS, type ActionId } from '../model/actions.ts'
import { shortcutLabel } from '../model/shortcut.ts'
import { MenuItem } from '../ui/menu.tsx'
import { useCommands } from './commands.ts'
import { keyboard } from './keyboard.ts'

const ICONS: Partial<Record<ActionId, LucideIcon>> = {
  open: FolderOpen,
  download: Download,
  'upload-files': Upload,
  'upload-folder': FolderUp,
  'new-folder': FolderPlus,
  properties: Info,
  delete: Trash2,
  'copy-uri': ClipboardCopy,
  'select-all': ListChecks,
  refresh: RefreshCw,
  settings: Settings,
}

/** An action of the table as a menu item: its words, its key, and why it is off. */
export function ActionItem({ id }: { readonly id: ActionId }) {
  const { run, whyNot } = useCommands()
  const Icon = ICONS[id]
  return (
    <MenuItem
      label={ACTIONS[id].label}
      icon={Icon && <Icon size={14} />}
      shortcut={actionShortcut(id)}
      disabledReason={whyNot(id)}
      danger={id === 'delete'}
      onSelect={() => run(id)}
    />
  )
}

/** The first shortcut of an action as this computer writes it. */
export function actionShortcut(id: ActionId): string | undefined {
  const [shortcut]: readonly string[] = ACTIONS[id].shortcuts
  return shortcut === undefined ? undefined : shortcutLabel(shortcut, keyboard())
}
