import { type Cell, csvLine } from './csv.ts'

/** Rows that are written for other programs, under their names. */
export type TableRow = Readonly<Record<string, Cell>>

/** Spreadsheets take a file without it for their own code page. */
const BYTE_ORDER_MARK = '\uFEFF'

/** A table as the text of a file, a row at a time. Times are written as ISO 8601 by the rows. */
export function* tableText(
  columns: readonly string[],
  rows: Iterable<TableRow>,
  format: 'csv' | 'json',
): Generator<string> {
  if (format === 'csv') {
    yield BYTE_ORDER_MARK + csvLine(columns)
    for (const row of rows) yield csvLine(columns.map(column => row[column]))
    return
  }
  let before = '[\n'
  for (const row of rows) {
    yield before + JSON.stringify(row)
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

/** A time of the journal as others read it. */
export function isoTime(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString()
}
