import { useQuery } from '@tanstack/react-query'
import { Search, SearchX } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { DEFAULT_SETTINGS } from '#shared/settings.ts'
import { useBrowser } from '../browser/browser-context.ts'
import { useCommands } from '../browser/commands.ts'
import { Grid } from '../browser/grid.tsx'
import { ROW_HEIGHTS } from '../browser/row-heights.ts'
import { StatePanel } from '../browser/state-panel.tsx'
import { FailureNotice } from '../failure/failure-notice.tsx'
import { failureOf } from '../failure/failure-of.ts'
import { plainName } from '../model/display-name.ts'
import { settingsQuery } from '../queries/settings.ts'
import { Button } from '../ui/button.tsx'
import { Progress } from '../ui/progress.tsx'
import { scopeLabel } from './draft.ts'
import { SearchBar } from './search-bar.tsx'
import { foundLine, progressLine } from './search-words.ts'
import type { SearchView } from './use-search-view.ts'

/** A search in the place of the listing: what for, what was found, and how far it has come. */
export function SearchPanel({ view }: { readonly view: SearchView }) {
  const { grid, searchField } = useBrowser()
  const fallback = useRef<HTMLInputElement>(null)
  const field = searchField ?? fallback
  const { search, change } = view
  useEffect(() => () => grid.current?.focus(), [grid])
  return (
    <search className="flex min-h-0 min-w-0 flex-1 flex-col bg-background">
      <SearchBar
        view={view}
        field={field}
        onDone={() => grid.current?.focus()}
        onLeave={() => change({ shown: false })}
      />
      <Results view={view} />
      {search.state && <Standing view={view} />}
    </search>
  )
}

function Results({ view }: { readonly view: SearchView }) {
  const { search, rows, error, start } = view
  const { state, scope, failure } = search
  const { grid } = useBrowser()
  const { openRow } = useCommands()
  const { data: settings = DEFAULT_SETTINGS } = useQuery(settingsQuery())
  const trouble = failure ?? (error ? failureOf(error) : undefined)
  if (trouble) {
    return (
      <div className="flex-1 p-4">
        <FailureNotice failure={trouble} actions={[{ label: 'Search again', run: start }]} />
      </div>
    )
  }
  if (!state) {
    return (
      <StatePanel icon={Search} title="Search everything below">
        <p>
          Looks at every name in {plainName(scopeLabel(scope))} and all folders in it: one request a
          thousand objects. Without a text it finds all that pass the filters.
        </p>
      </StatePanel>
    )
  }
  if (state.hits === 0 && state.status !== 'running') return <NothingFound view={view} />
  return (
    <Grid
      key={state.id}
      label="Search results"
      kind="results"
      rows={rows}
      rowHeight={ROW_HEIGHTS[settings.density]}
      loading={false}
      sort={search.sort}
      onSort={view.sortBy}
      selection={view.selection}
      onSelect={view.select}
      onOpen={openRow}
      onOpenBehind={openRow}
      onLook={view.look}
      dropRow={undefined}
      mark={view.mark}
      handle={grid}
    />
  )
}

function NothingFound({ view }: { readonly view: SearchView }) {
  const { draft, state } = view.search
  const what = draft.text === '' ? 'passes the filters' : `matches “${plainName(draft.text)}”`
  const complete = state?.status === 'done' && state.failures.length === 0
  return (
    <StatePanel icon={SearchX} title={`Nothing ${what}`}>
      <p>
        {complete
          ? 'Everything in reach was looked through.'
          : 'Not everything was looked through, so there may be more.'}
      </p>
    </StatePanel>
  )
}

/** The line below the results: what was found, how far it has come, and how to go on. */
function Standing({ view }: { readonly view: SearchView }) {
  const { search, goOn, start } = view
  const { state } = search
  if (!state) return null
  const { status, canGoOn, current, failures } = state
  const [failure] = failures
  return (
    <div className="@container shrink-0 border-t border-hairline">
      {status === 'running' && <Progress label="Searching" value={undefined} />}
      {failure && (
        <div className="px-3 pt-2">
          <FailureNotice
            failure={failure}
            actions={status === 'failed' && !canGoOn ? [{ label: 'Search again', run: start }] : []}
          />
          {failures.length > 1 && (
            <p className="pt-1 text-sm text-secondary">
              {failures.length.toLocaleString()} buckets were left out.
            </p>
          )}
        </div>
      )}
      {state.outdated && (
        <div role="alert" className="flex items-center gap-3 bg-warning-tint px-3 py-1">
          <p className="min-w-0 flex-1">
            Objects were stored here since. They may be missing, or not be what was found any more.
          </p>
          <Button onClick={start}>Search again</Button>
        </div>
      )}
      <div className="flex min-h-8 items-center gap-3 px-3 py-1 text-sm text-secondary tabular">
        {/* Ten new counts a second are not for reading aloud. */}
        <p role="status" aria-live={status === 'running' ? 'off' : 'polite'} className="min-w-0">
          <span className="font-medium text-primary">{foundLine(state)}</span> ·{' '}
          {progressLine(state)}
        </p>
        {current && status === 'running' && (
          <p className="min-w-24 flex-1 truncate @max-[560px]:hidden">
            {plainName(`${current.bucket}/${current.key}`)}
          </p>
        )}
        {canGoOn && (
          <span className="ml-auto">
            <Button onClick={goOn}>Go on</Button>
          </span>
        )}
      </div>
    </div>
  )
}
