import { ACTION_LIST } from '../model/actions.ts'
import { type Keyboard, shortcutLabel } from '../model/shortcut.ts'
import { Dialog } from '../ui/dialog.tsx'

interface HelpSheetProps {
  readonly keyboard: Keyboard
  readonly onClose: () => void
}

/** Keys of the listing that are no actions of their own. */
const IN_LISTING: readonly { readonly label: string; readonly shortcuts: readonly string[] }[] = [
  { label: 'Move', shortcuts: ['ArrowUp', 'ArrowDown'] },
  { label: 'First and last row', shortcuts: ['Home', 'End'] },
  { label: 'A page up or down', shortcuts: ['PageUp', 'PageDown'] },
  { label: 'Select to here', shortcuts: ['shift+ArrowUp', 'shift+ArrowDown'] },
  { label: 'Jump to a name', shortcuts: ['a … z'] },
  { label: 'Clear the filter or the selection', shortcuts: ['Escape'] },
]

/** Every shortcut, grouped as the menus are. */
export function HelpSheet({ keyboard, onClose }: HelpSheetProps) {
  const groups = Map.groupBy(
    ACTION_LIST.filter(action => action.shortcuts.length > 0),
    action => action.group,
  )
  return (
    <Dialog open width="large" onClose={onClose} title="Keyboard shortcuts">
      <div className="columns-2 gap-8">
        {[...groups].map(([group, actions]) => (
          <ShortcutGroup key={group} title={group} items={actions} keyboard={keyboard} />
        ))}
        <ShortcutGroup title="In the listing" items={IN_LISTING} keyboard={keyboard} />
      </div>
    </Dialog>
  )
}

interface ShortcutGroupProps {
  readonly title: string
  readonly items: readonly { readonly label: string; readonly shortcuts: readonly string[] }[]
  readonly keyboard: Keyboard
}

function ShortcutGroup({ title, items, keyboard }: ShortcutGroupProps) {
  return (
    <section className="mb-5 break-inside-avoid">
      <h3 className="section-label mb-1">{title}</h3>
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3">
        {items.map(({ label, shortcuts }) => (
          <div key={label} className="contents">
            <dt className="py-1">{label.replace(/…$/, '')}</dt>
            <dd className="flex items-center justify-end gap-1 py-1">
              {shortcuts.map(shortcut => (
                <kbd
                  key={shortcut}
                  className="rounded-sm border border-hairline bg-raised px-1.5 font-sans text-sm whitespace-nowrap text-secondary"
                >
                  {shortcutLabel(shortcut, keyboard)}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
