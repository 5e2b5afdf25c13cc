import Papa from 'papaparse'

/** A text as rows of cells. */
export interface ReadTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly delimiter: string
}

const DELIMITERS = [',', ';', '\t', '|']

/** Rows beyond this are for a data base. */
const MOST_ROWS = 500_000

/**
 * Reads separated values (RFC 4180), the separator found by what gives even rows. The first row
 * names the columns when it looks like names: all of it filled, nothing twice, no numbers.
 *
 * @param complete whether the text ends here; else the last row, which may be cut, is left out
 */
export function readTable(text: string, complete: boolean): ReadTable {
  const { data, meta } = Papa.parse<string[]>(text, {
    delimitersToGuess: DELIMITERS,
    skipEmptyLines: true,
    preview: MOST_ROWS,
  })
  const all = complete || data.length < 2 ? data : data.slice(0, -1)
  const [first = [], ...rest] = all
  const width = all.reduce((most, row) => Math.max(most, row.length), 0)
  const named = rest.length > 0 && isHeader(first)
  const columns = Array.from({ length: width }, (_, index) =>
    named ? (first[index] ?? '') : `Column ${index + 1}`,
  )
  return { columns, rows: named ? rest : all, delimiter: meta.delimiter }
}

function isHeader(row: readonly string[]): boolean {
  return (
    row.every(cell => cell.trim() !== '' && Number.isNaN(Number(cell.replace(',', '.')))) &&
    new Set(row).size === row.length
  )
}
