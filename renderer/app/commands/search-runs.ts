import type { ExternalObject } from '#shared/external.ts'
import { commonFolder, type Location } from '#shared/location.ts'
import type { FoundKeys } from '#shared/search.ts'
import type { CopyMode, Selection } from '#shared/transfer.ts'
import type { Situation } from '../../model/actions/action-shape.ts'
import { COPY_AS_ACTIONS } from '../../model/actions/copy-as.ts'
import { ACTIONS, type ActionId, whyNot } from '../../model/actions.ts'
import type { Place } from '../../model/navigation.ts'
import { hitRows, selectedHits } from '../../search/selected-hits.ts'
import type { HitRow, SearchView } from '../../search/use-search-view.ts'
import type { ActionContext } from './action-context.ts'
import { hold } from './edit-runs.ts'

/** What the actions do while results are shown instead of a folder; the others stay as they are. */
export function searchRuns(
  context: ActionContext,
  view: SearchView,
): Partial<Record<ActionId, () => void>> {
  const { browser, jobs } = context
  const { profileId } = view.search.scope
  /** Bucket by bucket: a job is about one. */
  const each = (use: (found: FoundKeys) => void) =>
    void selectedHits(view).then(buckets => buckets.forEach(use), context.complain)
  const place = ({ bucket }: FoundKeys) => ({
    profileId,
    bucket,
    prefix: commonPrefix(view, bucket),
  })
  const withOne = (use: (row: HitRow) => void) => () => {
    const [row] = hitRows(view)
    if (row) use(row)
  }
  const show = withOne(row => showHit(context, view, row))
  const holdFound = (mode: CopyMode) =>
    fromOneBucket(context, view, (location, selection) => hold(context, mode, location, selection))
  const askWhere = (mode: CopyMode) =>
    fromOneBucket(context, view, (location, selection) =>
      context.openDialog({ type: 'copy', mode, location, selection }),
    )
  return {
    open: show,
    'show-in-folder': show,
    download: () =>
      void selectedHits(view).then(
        buckets =>
          jobs.downloadEach(
            buckets.map(found => ({ location: place(found), selection: chosen(found) })),
          ),
        context.complain,
      ),
    'edit-text': withOne(row =>
      context.openDialog({ type: 'edit-text', location: folderOfHit(view, row), entry: row }),
    ),
    'open-external': withOne(row => context.openExternal(objectOf(view, row), row.name)),
    'drag-out': withOne(row =>
      context.openDialog({ type: 'drag-out', object: objectOf(view, row) }),
    ),
    cut: () => holdFound('move'),
    copy: () => holdFound('copy'),
    'copy-to': () => askWhere('copy'),
    'move-to': () => askWhere('move'),
    delete: () => each(found => jobs.remove(place(found), chosen(found))),
    properties: () => openProperties(context, view),
    'select-all': () => {
      view.select({ type: 'all', total: view.rows.total })
      browser.grid.current?.focus()
    },
    refresh: view.start,
    filter: () => browser.searchField.current?.focus(),
    search: () => browser.searchField.current?.focus(),
  }
}

/** Goes to the folder of a result and selects it; coming back shows the results again. */
export function showHit({ browser }: ActionContext, view: SearchView, row: HitRow): void {
  const location = folderOfHit(view, row)
  const { bucket, prefix } = location
  const { place } = browser
  const here =
    place.type === 'folder' && place.location.bucket === bucket && place.location.prefix === prefix
  // A place that is open already is no new visit, so there would be nothing to come back from.
  if (here) view.change({ shown: false })
  browser.go({ type: 'folder', location }, row.key)
}

/**
 * Why an action cannot be used now. Of results it asks about those, not about the place behind them,
 * where there may be no folder at all.
 */
export function whyNotNow(
  id: ActionId,
  situation: Situation,
  view: SearchView | undefined,
): string | undefined {
  const { group } = ACTIONS[id]
  const aboutRows = group === 'File' || group === 'Edit' || id === 'add-favorite'
  if (!view || !aboutRows) return whyNot(id, situation)
  if (!IN_SEARCH.has(id)) return whyNot(id, situation) ?? 'go to the folder of the result first'
  if (situation.selected === 0 && id !== 'select-all') return 'select a result first'
  const { profileId, bucket = '', prefix } = view.search.scope
  const place: Place = { type: 'folder', location: { profileId, bucket, prefix } }
  return whyNot(id, { ...situation, place })
}

const IN_SEARCH = new Set<string>([
  'open',
  'edit-text',
  'open-external',
  'drag-out',
  'download',
  'cut',
  'copy',
  'copy-to',
  'move-to',
  'delete',
  ...Object.keys(COPY_AS_ACTIONS),
  'properties',
  'select-all',
])

/**
 * The selected results as what is in the innermost folder that holds them all: what is copied keeps
 * the folders below it. A copy is made from one bucket.
 */
function fromOneBucket(
  context: ActionContext,
  view: SearchView,
  use: (location: Location, selection: Selection) => void,
): void {
  selectedHits(view).then(([found, ...others]) => {
    if (others.length > 0) context.notify({ tone: 'info', title: 'Select results of one bucket' })
    else if (found) {
      const { profileId } = view.search.scope
      use({ profileId, bucket: found.bucket, prefix: commonFolder(found.keys) }, chosen(found))
    }
  }, context.complain)
}

function folderOfHit({ search }: SearchView, { bucket, key, name }: HitRow): Location {
  const prefix = key.slice(0, key.length - name.length)
  return { profileId: search.scope.profileId, bucket, prefix }
}

function objectOf({ search }: SearchView, { bucket, key, etag }: HitRow): ExternalObject {
  return { profileId: search.scope.profileId, bucket, key, ...(etag ? { etag } : {}) }
}

function openProperties(context: ActionContext, view: SearchView) {
  const { profileId, bucket: one } = view.search.scope
  const rows = hitRows(view)
  const [row] = rows
  if (!row) {
    context.notify({ tone: 'info', title: 'Select fewer results to see what they add up to' })
    return
  }
  const bucket = one ?? row.bucket
  const location = folderOfHit(view, row)
  if (rows.length === 1) {
    context.openDialog({ type: 'properties', subject: { type: 'object', location, entry: row } })
    return
  }
  if (rows.some(other => other.bucket !== bucket)) {
    context.notify({ tone: 'info', title: 'Select results of one bucket' })
    return
  }
  const selection = { keys: rows.map(({ key }) => key), prefixes: [] }
  const whole = { profileId, bucket, prefix: '' }
  context.openDialog({
    type: 'properties',
    subject: { type: 'several', location: whole, selection, files: rows },
  })
}

function chosen({ keys }: FoundKeys) {
  return { keys, prefixes: [] }
}

/** Downloads keep the folders below where the search began. */
function commonPrefix({ search }: SearchView, bucket: string): string {
  return search.scope.bucket === bucket ? search.scope.prefix : ''
}
