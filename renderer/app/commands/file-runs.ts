import type { ExternalObject } from '#shared/external.ts'
import { lastSegment } from '#shared/location.ts'
import { rowId } from '../../browser/rows.ts'
import { selectedAtHand, selectedObjects } from '../../browser/selected.ts'
import { type PropertiesSubject, subjectOf } from '../../dialogs/properties-subject.ts'
import type { FILE_ACTIONS } from '../../model/actions/file.ts'
import { countSelected } from '../../model/selection.ts'
import type { ActionContext, Runs } from './action-context.ts'
import { withChosen } from './with-selected.ts'

/** What is done with files and folders. */
export function fileRuns(context: ActionContext): Runs<typeof FILE_ACTIONS> {
  const { browser, location, jobs, openDialog, openRow } = context
  return {
    open: () => browser.focusedRow && openRow(browser.focusedRow),
    'edit-text': () => {
      const row = browser.focusedRow
      if (location && row?.type === 'file') openDialog({ type: 'edit-text', location, entry: row })
    },
    'open-external': () => {
      const object = focusedObject(context)
      if (object) context.openExternal(object, lastSegment(object.key))
    },
    'drag-out': () => {
      const object = focusedObject(context)
      if (object) openDialog({ type: 'drag-out', object })
    },
    'upload-files': () => location && jobs.pickAndUpload(location, 'files'),
    'upload-folder': () => location && jobs.pickAndUpload(location, 'folder'),
    download: () =>
      void withChosen(context, selected => location && jobs.download(location, selected)),
    'download-zip': () => {
      if (!location) return
      // With nothing selected, all of the folder that is shown.
      if (countSelected(browser.selection) === 0) {
        jobs.downloadZip(location, { keys: [], prefixes: [location.prefix] })
      } else void withChosen(context, selected => jobs.downloadZip(location, selected))
    },
    mirror: () => openMirror(context),
    'new-folder': () => location && openDialog({ type: 'new-folder', location }),
    rename: () => {
      const [row] = selectedAtHand(browser.selection, browser.rows) ?? []
      if (row) context.edits.rename({ pane: browser.pane, id: rowId(row) })
    },
    properties: () => void openProperties(context, false),
    'calculate-size': () => void openProperties(context, true),
    delete: () => void withChosen(context, selected => location && jobs.remove(location, selected)),
  }
}

/** The file that has the focus, as it was listed. */
function focusedObject({ browser, location }: ActionContext): ExternalObject | undefined {
  const row = browser.focusedRow
  if (!location || row?.type !== 'file') return undefined
  const { profileId, bucket } = location
  const { key, etag } = row
  return { profileId, bucket, key, ...(etag ? { etag } : {}) }
}

/** Of the one folder that is selected; of the place itself when there is none. */
function openMirror({ browser, location, openDialog }: ActionContext) {
  if (!location) return
  const { beside, selected, searching } = browser.situation
  const row = selected === 1 && !searching ? browser.focusedRow : undefined
  openDialog({
    type: 'mirror',
    location: row?.type === 'folder' ? { ...location, prefix: row.prefix } : location,
    folder: beside?.type === 'local' ? beside.folder : undefined,
  })
}

async function openProperties(context: ActionContext, measure: boolean) {
  const subject = await selectedSubject(context).catch((error: Error) => {
    context.complain(error)
  })
  if (subject) context.openDialog({ type: 'properties', subject, measure })
}

/** What is selected; the place itself when nothing is. */
async function selectedSubject(context: ActionContext): Promise<PropertiesSubject | undefined> {
  const { location, browser } = context
  const { selection, rows, objects, profile } = browser
  const atHand = selectedAtHand(selection, rows)
  if (!location) {
    const buckets = atHand?.map(rowId) ?? []
    const [bucket] = buckets
    if (!profile || bucket === undefined) return undefined
    const profileId = profile.id
    return buckets.length === 1
      ? { type: 'bucket', profileId, bucket }
      : { type: 'buckets', profileId, buckets }
  }
  const [first] = atHand ?? []
  if (atHand && atHand.length < 2) {
    return subjectOf(location, first?.type === 'bucket' ? undefined : first)
  }
  if (!objects.shown) return undefined
  const files = atHand?.filter(row => row.type === 'file') ?? []
  const selected = await selectedObjects(selection, rows, objects.shown)
  return { type: 'several', location, selection: selected, files }
}
