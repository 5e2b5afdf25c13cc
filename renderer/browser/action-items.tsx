import {
  AppWindow,
  Calculator,
  ClipboardPaste,
  Copy,
  CopyPlus,
  Download,
  FileArchive,
  FolderInput,
  FolderOpen,
  FolderOutput,
  FolderPlus,
  FolderSync,
  FolderUp,
  Hand,
  History,
  Info,
  LayoutGrid,
  List,
  ListChecks,
  type LucideIcon,
  Pencil,
  PencilLine,
  RefreshCw,
  Scissors,
  Settings,
  Star,
  Trash2,
  Upload,
} from 'lucide-react'
import { ACTIONS, type ActionId } from '../model/actions.ts'
import { shortcutLabel, shownShortcut } from '../model/shortcut.ts'
import { windowShell } from '../queries/local-items.ts'
import { MenuItem } from '../ui/menu.tsx'
import { useCommands } from './commands.ts'
import { keyboard } from './keyboard.ts'

const ICONS: Partial<Record<ActionId, LucideIcon>> = {
  open: FolderOpen,
  download: Download,
  'download-zip': FileArchive,
  'open-external': AppWindow,
  'drag-out': Hand,
  'upload-files': Upload,
  'upload-folder': FolderUp,
  'new-folder': FolderPlus,
  mirror: FolderSync,
  properties: Info,
  'calculate-size': Calculator,
  delete: Trash2,
  'add-favorite': Star,
  'recent-places': History,
  'edit-profile': Pencil,
  rename: PencilLine,
  cut: Scissors,
  copy: Copy,
  paste: ClipboardPaste,
  duplicate: CopyPlus,
  'copy-to': FolderOutput,
  'move-to': FolderInput,
  'select-all': ListChecks,
  'view-list': List,
  'view-grid': LayoutGrid,
  refresh: RefreshCw,
  settings: Settings,
}

interface ActionItemProps {
  readonly id: ActionId
  /** Words that say more than those of the table. */
  readonly label?: string | undefined
}

/** An action of the table as a menu item: its words, its key, and why it is off. */
export function ActionItem({ id, label }: ActionItemProps) {
  const { run, whyNot } = useCommands()
  const Icon = ICONS[id]
  return (
    <MenuItem
      label={label ?? ACTIONS[id].label}
      icon={Icon && <Icon size={14} />}
      shortcut={actionShortcut(id)}
      disabledReason={whyNot(id)}
      danger={id === 'delete'}
      onSelect={() => run(id)}
    />
  )
}

/** The shortcut of an action that works in this shell, as this computer writes it. */
export function actionShortcut(id: ActionId): string | undefined {
  const shortcut = shownShortcut(ACTIONS[id].shortcuts, windowShell())
  return shortcut === undefined ? undefined : shortcutLabel(shortcut, keyboard())
}
