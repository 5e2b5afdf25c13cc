import { useRef } from 'react'
import { BrowserProvider } from '../browser/browser-context.ts'
import { type Commands, CommandsProvider } from '../browser/commands.ts'
import { Listing } from '../browser/listing.tsx'
import { PaneHeader } from '../browser/pane-header.tsx'
import { StatusBar } from '../browser/status-bar.tsx'
import type { Browser } from '../browser/use-browser.ts'
import { useWidth } from '../browser/use-width.ts'
import type { Tab, WorkspaceAction } from '../model/workspace.ts'
import { ResizeEdge } from '../ui/resize-edge.tsx'

const LEAST_WIDTH = 200

/** A pane's own state, and what can be done in it. */
interface PaneParts {
  readonly browser: Browser
  readonly commands: Commands
}

interface PanesProps {
  readonly tab: Tab
  readonly panes: readonly [PaneParts, PaneParts]
  readonly dispatch: (action: WorkspaceAction) => void
}

/** The listing of the tab in front, or two side by side. */
export function Panes({ tab, panes, dispatch }: PanesProps) {
  const room = useRef<HTMLDivElement>(null)
  const width = useWidth(room)
  const two = tab.panes.length === 2
  const resize = (first: number) => dispatch({ type: 'split', share: first / width })
  return (
    <div ref={room} className="flex min-w-0 flex-1">
      {tab.panes.map((pane, index) => {
        const parts = panes[index === 0 ? 0 : 1]
        const active = tab.active === index
        return (
          <PaneView
            key={pane.id}
            {...parts}
            look={two ? (active ? 'active' : 'quiet') : 'alone'}
            share={two ? (index === 0 ? tab.split : 1 - tab.split) : 1}
            onAttention={() => {
              if (!active) dispatch({ type: 'activate-pane', pane: pane.id })
            }}
          >
            {two && index === 0 && width > 0 && (
              <ResizeEdge
                label="Width of the first pane"
                side="right"
                width={Math.round(tab.split * width)}
                min={LEAST_WIDTH}
                max={Math.max(LEAST_WIDTH, width - LEAST_WIDTH)}
                onDrag={resize}
                onDone={resize}
              />
            )}
          </PaneView>
        )
      })}
    </div>
  )
}

interface PaneViewProps extends PaneParts {
  readonly look: 'alone' | 'active' | 'quiet'
  readonly share: number
  readonly onAttention: () => void
  readonly children: React.ReactNode
}

/** One listing; beside another one it has a path, a filter and a count of its own. */
function PaneView({ browser, commands, look, share, onAttention, children }: PaneViewProps) {
  const beside = look !== 'alone'
  return (
    <BrowserProvider value={browser}>
      <CommandsProvider value={commands}>
        <section
          data-pane={browser.pane}
          data-look={look}
          aria-label={browser.side && `Pane on the ${browser.side}`}
          aria-current={look === 'active' ? true : undefined}
          onPointerDownCapture={onAttention}
          onFocusCapture={onAttention}
          style={{ flexGrow: share, flexBasis: 0 }}
          className="relative flex min-w-0 flex-col not-first:border-l not-first:border-hairline"
        >
          {beside && <PaneHeader active={look === 'active'} />}
          <Listing />
          {beside && <StatusBar />}
          {children}
        </section>
      </CommandsProvider>
    </BrowserProvider>
  )
}
