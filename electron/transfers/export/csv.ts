/** What a cell holds; nothing where nothing is known. */
export type Cell = string | number | undefined

/** Programs that open CSV run a cell that starts like this as a formula. */
const FORMULA = /^[=+\-@\t\r]/

/**
 * One line of CSV that ends with CRLF. Text that a spreadsheet would run as a formula gets a `'`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180, https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: Cell): string {
  if (cell === undefined) return ''
  if (typeof cell === 'number') return String(cell)
  const text = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
