import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { MethodOutput } from '#shared/ipc/contract.ts'
import { BrowserProvider } from '../browser/browser-context.ts'
import { CommandsProvider } from '../browser/commands.ts'
import { Listing } from '../browser/listing.tsx'
import { Sidebar } from '../browser/sidebar.tsx'
import { StatusBar } from '../browser/status-bar.tsx'
import { Toolbar } from '../browser/toolbar.tsx'
import { useBrowser } from '../browser/use-browser.ts'
import type { Place } from '../model/navigation.ts'
import { settingsQuery, useChangeSettings } from '../queries/settings.ts'
import { JobDialogs } from '../transfers/job-dialogs.tsx'
import { TransfersBar } from '../transfers/transfers-bar.tsx'
import { DamagedNote } from './damaged-note.tsx'
import { Dialogs, type OpenDialog } from './dialogs.tsx'
import { SidebarEdge } from './sidebar-edge.tsx'
import { useCommands } from './use-commands.ts'
import { useKeys } from './use-keys.ts'
import { useMouseButtons } from './use-mouse-buttons.ts'
import { useRestingFocus } from './use-resting-focus.ts'
import { useTitle } from './use-title.ts'

/** Below this the side bar is only icons. */
const NARROW = '(max-width: 799px)'
const NARROW_WIDTH = 48

interface FrameProps {
  readonly first: Place
  readonly list: MethodOutput<'profiles.list'>
}

/** The window: side bar, toolbar, listing, transfers, status. */
export function Frame({ first, list }: FrameProps) {
  const browser = useBrowser(first, list.profiles)
  const [dialog, setDialog] = useState<OpenDialog>()
  const commands = useCommands(browser, setDialog)
  const narrow = useMedia(NARROW)
  const title = useTitle(browser)
  useRefusedDrops()
  useRestingFocus(browser.grid)
  useMouseButtons(commands.run)
  useKeys(commands.run, () => {
    if (browser.filter !== '') browser.setFilter('')
    else browser.select({ type: 'clear' })
  })
  const { profile } = browser
  return (
    <BrowserProvider value={browser}>
      <CommandsProvider value={commands}>
        <div className="flex h-full">
          <SidebarFrame narrow={narrow} />
          <main
            className="flex min-w-0 flex-1 flex-col border-l-3"
            style={{ borderColor: profile ? `var(--profile-${profile.color})` : 'transparent' }}
          >
            <h1 className="sr-only">{title}</h1>
            <Toolbar />
            <DamagedNote damaged={list.damaged} />
            <Listing />
            <TransfersBar />
            <StatusBar />
          </main>
        </div>
        <JobDialogs />
        {dialog && (
          <Dialogs dialog={dialog} browser={browser} onClose={() => setDialog(undefined)} />
        )}
      </CommandsProvider>
    </BrowserProvider>
  )
}

function SidebarFrame({ narrow }: { readonly narrow: boolean }) {
  const settings = useQuery(settingsQuery())
  const { mutate: change } = useChangeSettings()
  const [dragged, setDragged] = useState<number>()
  const width = dragged ?? settings.data?.sidebarWidth ?? 220
  return (
    <aside
      aria-label="Side bar"
      className="relative shrink-0"
      style={{ width: narrow ? NARROW_WIDTH : width }}
    >
      <Sidebar narrow={narrow} />
      {!narrow && (
        <SidebarEdge
          width={width}
          onDrag={setDragged}
          onDone={sidebarWidth => {
            setDragged(undefined)
            change({ sidebarWidth })
          }}
        />
      )}
    </aside>
  )
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    listener => {
      const media = window.matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => window.matchMedia(query).matches,
  )
}

/** Files dropped beside the listing would replace the window with themselves. */
function useRefusedDrops(): void {
  useEffect(() => {
    const refuse = (event: DragEvent) => {
      if (event.defaultPrevented) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'none'
    }
    window.addEventListener('dragover', refuse)
    window.addEventListener('drop', refuse)
    return () => {
      window.removeEventListener('dragover', refuse)
      window.removeEventListener('drop', refuse)
    }
  }, [])
}
