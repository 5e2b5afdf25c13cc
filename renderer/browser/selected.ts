import type { ListingState } from '#shared/listing.ts'
import type { JobSelection, Selection } from '#shared/transfer.ts'
import { countSelected, type RowSelection, selectedRows } from '../model/selection.ts'
import { holdRows, type RowsWindow, selectRows } from '../queries/listing-rows.ts'
import type { Row, Rows } from './rows.ts'

/** More rows than this are not gathered one by one. */
const MOST_ROWS = 500

/** The selected rows when there are not too many and all of them are at hand. */
export function selectedAtHand(selection: RowSelection, rows: Rows): Row[] | undefined {
  const found = selectedRows(selection, MOST_ROWS)?.map(index => rows.at(index))
  return found?.every(row => row !== undefined) ? found : undefined
}

/** Bytes of the selected files; `undefined` when not all are known, or folders are among them. */
export function selectedBytes(
  selection: RowSelection,
  rows: Rows,
  whole: Pick<ListingState, 'folders' | 'files' | 'bytes'> | undefined,
): number | undefined {
  const atHand = selectedAtHand(selection, rows)
  if (atHand) {
    return atHand.every(row => row.type === 'file')
      ? atHand.reduce((sum, row) => sum + row.size, 0)
      : undefined
  }
  const all = whole && countSelected(selection) === whole.files && whole.folders === 0
  return all ? whole.bytes : undefined
}

/**
 * The selected objects for a job, however many. Rows at hand are taken as they are shown, so that
 * nothing else can have come under the selection meanwhile; the others are held where they are.
 */
export async function chosenObjects(
  selection: RowSelection,
  rows: Rows,
  { request, version }: RowsWindow,
): Promise<JobSelection> {
  return namesAtHand(selection, rows) ?? (await holdRows(request, version, selection.ranges))
}

/** The names of the selected objects, of so many as may cross the bridge. */
export async function selectedObjects(
  selection: RowSelection,
  rows: Rows,
  { request, version }: RowsWindow,
): Promise<Selection> {
  return namesAtHand(selection, rows) ?? (await selectRows(request, version, selection.ranges))
}

function namesAtHand(selection: RowSelection, rows: Rows): Selection | undefined {
  const atHand = selectedAtHand(selection, rows)
  return (
    atHand && {
      keys: atHand.flatMap(row => (row.type === 'file' ? [row.key] : [])),
      prefixes: atHand.flatMap(row => (row.type === 'folder' ? [row.prefix] : [])),
    }
  )
}
