import { ChevronDown, Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Location } from '#shared/location.ts'
import { currentVisit, profileOf } from '../model/navigation.ts'
import { tabHint, tabTitle } from '../model/tab-title.ts'
import { activePane, type Tab, type Workspace, type WorkspaceAction } from '../model/workspace.ts'
import type { ListedProfile } from '../queries/profiles.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { actionShortcut } from './action-items.tsx'
import { useCommands } from './commands.ts'
import { ProfileDot } from './profile-dot.tsx'
import { TabButton, type TabFace } from './tab-button.tsx'
import { useWidth } from './use-width.ts'

/** The least room for a tab, in pixels; with less for each, they scroll. */
const LEAST_WIDTH = 96

interface TabStripProps {
  readonly workspace: Workspace
  readonly profiles: readonly ListedProfile[]
  readonly dispatch: (action: WorkspaceAction) => void
}

/** The open tabs; nothing while there is only one. */
export function TabStrip(props: TabStripProps) {
  return props.workspace.tabs.length > 1 && <Strip {...props} />
}

function Strip({ workspace, profiles, dispatch }: TabStripProps) {
  const { tabs, active } = workspace
  const { run } = useCommands()
  const strip = useRef<HTMLDivElement>(null)
  const width = useWidth(strip)
  const [dragged, setDragged] = useState<{ tab: string; from: number }>()
  const faces = tabs.map(tab => faceOf(tab, profiles))
  const show = (tab: string) => dispatch({ type: 'show-tab', tab })
  return (
    <div className="flex h-9 shrink-0 items-stretch border-b border-hairline bg-raised">
      <div
        ref={strip}
        role="tablist"
        aria-label="Tabs"
        className="flex min-w-0 flex-1 overflow-x-auto overflow-y-hidden base-ui-disable-scrollbar"
        onWheel={event => {
          event.currentTarget.scrollLeft += event.deltaY
        }}
      >
        {tabs.map((tab, index) => (
          <TabButton
            key={tab.id}
            face={faces[index] ?? []}
            target={locationOf(tab)}
            active={tab.id === active}
            dragged={tab.id === dragged?.tab}
            leastWidth={LEAST_WIDTH}
            onShow={() => show(tab.id)}
            onStep={by => dispatch({ type: 'step-tab', by })}
            onClose={() => dispatch({ type: 'close-tab', tab: tab.id })}
            onDrag={() => setDragged({ tab: tab.id, from: index })}
            onDragOver={() => {
              if (dragged) dispatch({ type: 'move-tab', tab: dragged.tab, to: index })
            }}
            onDragEnd={done => {
              if (!done && dragged) {
                dispatch({ type: 'move-tab', tab: dragged.tab, to: dragged.from })
              }
              setDragged(undefined)
            }}
          />
        ))}
      </div>
      {width > 0 && width < tabs.length * LEAST_WIDTH && (
        <Menu
          align="end"
          trigger={<IconButton label="All tabs" icon={<ChevronDown size={14} />} />}
        >
          {tabs.map((tab, index) => (
            <MenuItem
              key={tab.id}
              label={titleOf(faces[index] ?? [])}
              icon={<Dot face={faces[index] ?? []} />}
              onSelect={() => show(tab.id)}
            />
          ))}
        </Menu>
      )}
      <span className="flex items-center px-1">
        <IconButton
          label="New tab"
          shortcut={actionShortcut('new-tab')}
          icon={<Plus size={14} />}
          onClick={() => run('new-tab')}
        />
      </span>
    </div>
  )
}

function locationOf(tab: Tab): Location | undefined {
  const { place } = currentVisit(activePane(tab).navigation)
  return place.type === 'folder' ? place.location : undefined
}

/** The color of the first profile of a tab. */
function Dot({ face }: { readonly face: TabFace }) {
  const [first] = face
  return first?.color && <ProfileDot color={first.color} />
}

function titleOf(face: TabFace): string {
  return face.map(({ title }) => title).join(' | ')
}

function faceOf({ panes }: Tab, profiles: readonly ListedProfile[]): TabFace {
  return panes.map(({ navigation }) => {
    const { place } = currentVisit(navigation)
    const profile = profiles.find(({ id }) => id === profileOf(place))
    return {
      title: tabTitle(place, profile?.label, panes.length),
      hint: tabHint(place, profile?.label),
      color: profile?.color,
    }
  })
}
