import { ACTION_LIST } from '../model/actions.ts'
import { fuzzyMatch } from '../model/fuzzy.ts'

/** One line of the help sheet. */
export interface HelpItem {
  readonly label: string
  /** None for what has no key: it is still there to be known of. */
  readonly shortcuts: readonly string[]
}

export interface HelpGroup {
  readonly title: string
  readonly items: readonly HelpItem[]
}

/** Keys of the listing that are no actions of their own. */
const IN_LISTING: readonly HelpItem[] = [
  { label: 'Move', shortcuts: ['ArrowUp', 'ArrowDown'] },
  { label: 'First and last row', shortcuts: ['Home', 'End'] },
  { label: 'A page up or down', shortcuts: ['PageUp', 'PageDown'] },
  { label: 'Select to here', shortcuts: ['shift+ArrowUp', 'shift+ArrowDown'] },
  { label: 'Jump to a name', shortcuts: ['a … z'] },
  { label: 'Menu of the selection', shortcuts: ['shift+F10'] },
  { label: 'Clear the filter or the selection', shortcuts: ['Escape'] },
]
const IN_PATH: readonly HelpItem[] = [
  { label: 'Choose a suggestion', shortcuts: ['ArrowUp', 'ArrowDown'] },
  { label: 'Complete', shortcuts: ['Tab'] },
  { label: 'Go there', shortcuts: ['Enter'] },
]
const IN_FAVORITES: readonly HelpItem[] = [
  { label: 'Rename', shortcuts: ['F2'] },
  { label: 'Remove', shortcuts: ['Delete'] },
  { label: 'Move up or down', shortcuts: ['alt+ArrowUp', 'alt+ArrowDown'] },
]

/** Every action and every other key, grouped as the menus are, as far as a query finds them. */
export function helpGroups(query: string): HelpGroup[] {
  const actions = Map.groupBy(ACTION_LIST, action => action.group)
  const groups: HelpGroup[] = [
    ...[...actions].map(([title, items]) => ({ title, items })),
    { title: 'In the listing', items: IN_LISTING },
    { title: 'In the path bar', items: IN_PATH },
    { title: 'On a favorite', items: IN_FAVORITES },
  ]
  return groups
    .map(({ title, items }) => ({
      title,
      items: items.filter(({ label }) => fuzzyMatch(query, `${label} ${title}`) !== undefined),
    }))
    .filter(({ items }) => items.length > 0)
}
