import { useRef, useState } from 'react'
import { type Keyboard, shortcutLabel } from '../model/shortcut.ts'
import { Dialog } from '../ui/dialog.tsx'
import { INPUT_LOOK } from '../ui/text-field.tsx'
import { type HelpGroup, helpGroups } from './help-groups.ts'

interface HelpSheetProps {
  readonly keyboard: Keyboard
  readonly onClose: () => void
}

/** Everything that can be done, with its keys, grouped as the menus are; a few letters narrow it. */
export function HelpSheet({ keyboard, onClose }: HelpSheetProps) {
  const [query, setQuery] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const groups = helpGroups(query)
  return (
    <Dialog
      open
      width="huge"
      onClose={onClose}
      title="Keyboard shortcuts"
      initialFocus={field}
      description="What has no keys is in the menus and the command palette."
    >
      <input
        ref={field}
        type="search"
        aria-label="Find an action"
        placeholder="Find an action"
        spellCheck={false}
        autoComplete="off"
        value={query}
        onChange={event => setQuery(event.target.value)}
        className={`${INPUT_LOOK} mb-4`}
      />
      <div className="columns-[300px] gap-8">
        {groups.map(group => (
          <ShortcutGroup key={group.title} group={group} keyboard={keyboard} />
        ))}
      </div>
      <p role="status" className="text-secondary empty:hidden">
        {groups.length === 0 && 'No action is called like this.'}
      </p>
    </Dialog>
  )
}

function ShortcutGroup({ group, keyboard }: { group: HelpGroup; keyboard: Keyboard }) {
  return (
    <section className="mb-5 break-inside-avoid">
      <h3 className="section-label mb-1">{group.title}</h3>
      <dl>
        {group.items.map(({ label, shortcuts }) => (
          <div key={label} className="flex items-baseline justify-between gap-3 py-1">
            <dt className="min-w-32 flex-1">{label.replace(/…$/, '')}</dt>
            <dd className="flex flex-wrap justify-end gap-1">
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
