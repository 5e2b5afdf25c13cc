import { Menu as Base } from '@base-ui/react/menu'
import { Check, ChevronRight } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'

/** How the sheet of a menu looks, shared with the context menu. */
export const MENU_POPUP =
  'floating-motion min-w-48 origin-[var(--transform-origin)] rounded-md border border-hairline bg-floating p-1 shadow-floating outline-none'
const ITEM =
  'flex h-7 items-center gap-2 rounded-sm px-2 outline-none data-highlighted:bg-accent-fill data-highlighted:text-white data-disabled:opacity-45'

/** A menu that has more items than a low window has room for: it scrolls. */
export const LONG_MENU = `${MENU_POPUP} max-h-(--available-height) overflow-y-auto`

interface MenuProps {
  /** The control that opens it. */
  readonly trigger: ReactElement<Record<string, unknown>>
  readonly align?: 'start' | 'end'
  readonly children: ReactNode
}

/** A menu that a button opens. */
export function Menu({ trigger, align = 'start', children }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} className="z-50">
          <Base.Popup className={LONG_MENU}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

interface MenuItemProps {
  readonly label: string
  readonly icon?: ReactNode
  /** Further words after the label, for things that are named alike. */
  readonly detail?: string
  readonly shortcut?: string | undefined
  /** Why it cannot be used now: its title, and what a screen reader says after its name. */
  readonly disabledReason?: string | undefined
  readonly danger?: boolean
  readonly onSelect: () => void
}

/** One thing to do, in a menu or a context menu. */
export function MenuItem(props: MenuItemProps) {
  const { label, icon, detail, shortcut, disabledReason, danger, onSelect } = props
  return (
    <Base.Item
      className={classNames('group/item', ITEM, danger && 'text-danger')}
      disabled={disabledReason !== undefined}
      title={disabledReason}
      aria-description={disabledReason}
      onClick={onSelect}
    >
      <span className="flex w-4 shrink-0 justify-center">{icon}</span>
      <span className="flex min-w-0 flex-1 gap-2 pr-6">
        <span className="max-w-80 truncate">{label}</span>
        {detail && (
          <span className="max-w-60 truncate text-secondary group-data-highlighted/item:text-white">
            {detail}
          </span>
        )}
      </span>
      {shortcut && (
        <span className="text-sm text-secondary group-data-highlighted/item:text-white">
          {shortcut}
        </span>
      )}
    </Base.Item>
  )
}

interface MenuGroupProps {
  readonly label: string
  readonly children: ReactNode
}

/** Items under a heading. */
export function MenuGroup({ label, children }: MenuGroupProps) {
  return (
    <Base.Group>
      <Base.GroupLabel className="section-label px-2 pt-1.5 pb-1">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  )
}

interface SubMenuProps {
  readonly label: string
  readonly icon?: ReactNode
  readonly children: ReactNode
}

/** Items that open beside the one that names them. */
export function SubMenu({ label, icon, children }: SubMenuProps) {
  return (
    <Base.SubmenuRoot>
      <Base.SubmenuTrigger
        className={classNames(
          'group/item',
          ITEM,
          'data-popup-open:bg-accent-fill data-popup-open:text-white',
        )}
      >
        <span className="flex w-4 shrink-0 justify-center">{icon}</span>
        <span className="flex-1 pr-6">{label}</span>
        <ChevronRight size={12} className="shrink-0" />
      </Base.SubmenuTrigger>
      <Base.Portal>
        <Base.Positioner className="z-50" alignOffset={-4}>
          <Base.Popup className={LONG_MENU}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.SubmenuRoot>
  )
}

export function MenuSeparator() {
  return <Base.Separator className="mx-2 my-1 h-px bg-hairline" />
}

interface MenuChoiceProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly onChange: (value: Value) => void
}

/** A choice of one among a few, inside a menu. */
export function MenuChoice<Value extends string>(props: MenuChoiceProps<Value>) {
  return (
    <Base.Group>
      <Base.GroupLabel className="section-label px-2 pt-1.5 pb-1">{props.label}</Base.GroupLabel>
      <Base.RadioGroup value={props.value} onValueChange={props.onChange}>
        {props.options.map(option => (
          <Base.RadioItem key={option.value} value={option.value} className={ITEM}>
            <span className="flex w-4 shrink-0 justify-center">
              <Base.RadioItemIndicator>
                <Check size={14} />
              </Base.RadioItemIndicator>
            </span>
            {option.label}
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  )
}

interface MenuCheckProps {
  readonly label: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

/** A thing that is on or off, inside a menu. */
export function MenuCheck({ label, checked, onChange }: MenuCheckProps) {
  return (
    <Base.CheckboxItem checked={checked} onCheckedChange={onChange} className={ITEM}>
      <span className="flex w-4 shrink-0 justify-center">
        <Base.CheckboxItemIndicator>
          <Check size={14} />
        </Base.CheckboxItemIndicator>
      </span>
      {label}
    </Base.CheckboxItem>
  )
}
