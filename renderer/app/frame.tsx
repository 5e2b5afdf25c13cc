import { useState } from 'react'
import type { MethodOutput } from '#shared/ipc/contract.ts'
import { BrowserProvider } from '../browser/browser-context.ts'
import { CommandsProvider } from '../browser/commands.ts'
import { StatusBar } from '../browser/status-bar.tsx'
import { TabStrip } from '../browser/tab-strip.tsx'
import { Toolbar } from '../browser/toolbar.tsx'
import { useBrowser } from '../browser/use-browser.ts'
import { useWorkspace } from '../browser/use-workspace.ts'
import { OpenEdits } from '../external/open-edits.tsx'
import { activeTab, NO_PANE, type Workspace } from '../model/workspace.ts'
import { JobDialogs } from '../transfers/job-dialogs.tsx'
import { NetworkBanner } from '../transfers/network-banner.tsx'
import { TransfersBar } from '../transfers/transfers-bar.tsx'
import { DamagedNotes } from './damaged-notes.tsx'
import { Dialogs, type OpenDialog } from './dialogs.tsx'
import { Panes } from './panes.tsx'
import { PreviewFrame } from './preview-frame.tsx'
import { SidebarFrame } from './sidebar-frame.tsx'
import { useClipboardEvents } from './use-clipboard-events.ts'
import { useCommands, useWindowCommands } from './use-commands.ts'
import { useKeys } from './use-keys.ts'
import { useLinks } from './use-links.ts'
import { useMouseButtons } from './use-mouse-buttons.ts'
import { useNetworkReturns } from './use-network-returns.ts'
import { usePaneFocus } from './use-pane-focus.ts'
import { useRefusedDrops } from './use-refused-drops.ts'
import { useRestingFocus } from './use-resting-focus.ts'
import { useSavedWorkspace } from './use-saved-workspace.ts'
import { useTitle } from './use-title.ts'
import { useVisits } from './use-visits.ts'

interface FrameProps {
  /** The tabs to open with. */
  readonly first: Workspace
  readonly list: MethodOutput<'profiles.list'>
}

/**
 * The window: side bar, toolbar, panes, preview, transfers, status. What is outside of a pane is
 * about the pane that has the attention.
 */
export function Frame({ first, list }: FrameProps) {
  const open = useWorkspace(first, list.profiles)
  const { dispatch } = open
  useSavedWorkspace(open.workspace)
  const tab = activeTab(open.workspace)
  const [dialog, setDialog] = useState<OpenDialog>()
  const one = useBrowser(tab.panes[0], open, list.profiles)
  const two = useBrowser(tab.panes[1] ?? NO_PANE, open, list.profiles)
  const commandsOfOne = useCommands(one, open, setDialog)
  const commandsOfTwo = useCommands(two, open, setDialog)
  const [browser, commands] = tab.active === 0 ? [one, commandsOfOne] : [two, commandsOfTwo]
  const title = useTitle(browser)
  useWindowCommands(commands.run)
  useLinks(commands.follow)
  useNetworkReturns()
  useVisits(one)
  useVisits(two)
  useRefusedDrops()
  useRestingFocus(browser.grid)
  usePaneFocus(browser)
  useMouseButtons(commands.run)
  useClipboardEvents(browser, commands.run)
  useKeys(commands.run, () => {
    const { search } = browser
    if (search && browser.situation.selected === 0) search.change({ shown: false })
    else if (!search && browser.filter !== '') browser.setFilter('')
    else browser.select({ type: 'clear' })
  })
  const { profile } = browser
  return (
    <BrowserProvider value={browser}>
      <CommandsProvider value={commands}>
        <div className="flex h-full">
          <SidebarFrame />
          <main
            className="flex min-w-0 flex-1 flex-col border-l-3"
            style={{ borderColor: profile ? `var(--profile-${profile.color})` : 'transparent' }}
          >
            <h1 className="sr-only">{title}</h1>
            <TabStrip workspace={open.workspace} profiles={list.profiles} dispatch={dispatch} />
            <Toolbar />
            <DamagedNotes profiles={list.damaged} />
            <NetworkBanner />
            <div className="panes flex min-h-0 flex-1">
              <Panes
                tab={tab}
                panes={[
                  { browser: one, commands: commandsOfOne },
                  { browser: two, commands: commandsOfTwo },
                ]}
                dispatch={dispatch}
              />
              <PreviewFrame
                covered={dialog?.type === 'quick-look'}
                beside={tab.panes.length === 2}
              />
            </div>
            <OpenEdits />
            <TransfersBar />
            {tab.panes.length === 1 && <StatusBar />}
          </main>
        </div>
        <JobDialogs />
        {dialog && (
          <Dialogs
            dialog={dialog}
            browser={browser}
            onShowBeside={place => dispatch({ type: 'show-beside', place })}
            onForget={profileId => dispatch({ type: 'forget', profileId })}
            onClose={() => setDialog(undefined)}
          />
        )}
      </CommandsProvider>
    </BrowserProvider>
  )
}
