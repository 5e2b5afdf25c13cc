import { localPathFor } from '#shared/local-names.ts'
import type { JobSelection } from '#shared/transfer.ts'
import type { Listed } from '../queries/listings.ts'

/** Rows on their way to somewhere else in the window. */
export interface DraggedRows {
  readonly items: number
  /** The folder they are in. */
  readonly source: Listed
  /** The folders among them, as far as they are at hand. */
  readonly prefixes: readonly string[]
  /** What they are, as what a plan takes. */
  take(): Promise<JobSelection>
}

/** Names the drag for the window; it holds no key and no path. */
const ROWS_TYPE = 'application/x-pail-rows'

/** While something is dragged, browsers do not let anybody read what: so it is kept here. */
let dragged: DraggedRows | undefined

export function dragRows(data: DataTransfer, rows: DraggedRows): void {
  dragged = rows
  data.setData(ROWS_TYPE, '')
  data.effectAllowed = 'copyMove'
}

/**
 * Promises a file to whatever the drag ends on outside of the page, which Chromium fetches then: on
 * Windows and macOS. The name may have no colon in it, which ends it.
 *
 * @see https://chromium.googlesource.com/chromium/src/+/main/content/browser/download/drag_download_util.cc
 */
export function promiseFile(data: DataTransfer, name: string, url: string): void {
  const [safe = ''] = localPathFor(name, 'windows').segments
  data.setData('DownloadURL', `application/octet-stream:${safe}:${url}`)
}

/** The rows that are held over something; `undefined` when it is something else. */
export function draggedRows(data: DataTransfer): DraggedRows | undefined {
  return data.types.includes(ROWS_TYPE) ? dragged : undefined
}

/** The drag is over, wherever it ended. */
export function endDrag(): void {
  dragged = undefined
}
