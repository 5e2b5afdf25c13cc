import { useCallback, useMemo } from 'react'
import { formatCount } from '../model/format.ts'
import { DataTable, MOST_COLUMNS } from './data-table.tsx'
import { LookNote } from './look-note.tsx'
import { readTable } from './read-table.ts'

interface CsvViewProps {
  readonly text: string
  readonly name: string
  /** Whether the text ends here: else its last row is cut. */
  readonly complete: boolean
}

/** Comma-separated values (or what separates them) as a table. Formulas are text here. */
export function CsvView({ text, name, complete }: CsvViewProps) {
  const { columns, rows, delimiter } = useMemo(() => readTable(text, complete), [text, complete])
  const cell = useCallback((row: number, column: number) => rows[row]?.[column] ?? '', [rows])
  return (
    <>
      <DataTable label={`Table of ${name}`} columns={columns} total={rows.length} cell={cell} />
      <LookNote>
        {formatCount(rows.length, 'row')}, {formatCount(columns.length, 'column')}, separated by{' '}
        {NAMES[delimiter] ?? delimiter}
        {columns.length > MOST_COLUMNS && `; the first ${MOST_COLUMNS} columns are shown`}
      </LookNote>
    </>
  )
}

const NAMES: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
}
