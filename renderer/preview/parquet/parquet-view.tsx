import { useCallback, useState } from 'react'
import { formatCount } from '../../model/format.ts'
import type { PreviewSource } from '../../queries/previews.ts'
import { Button } from '../../ui/button.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { CannotShow } from '../cannot-show.tsx'
import { DataTable } from '../data-table.tsx'
import { Loading } from '../loading.tsx'
import { LookNote } from '../look-note.tsx'
import type { ParquetSchema } from './messages.ts'
import { useParquet } from './use-parquet.ts'

interface ParquetViewProps {
  readonly source: PreviewSource
  readonly name: string
}

/** The first rows of a Parquet file, or its columns and their types. */
export function ParquetView({ source, name }: ParquetViewProps) {
  const { schema, rows, failure, loading, more } = useParquet(source)
  const [part, setPart] = useState<'rows' | 'schema'>('rows')
  const cell = useCallback((row: number, column: number) => rows[row]?.[column] ?? '', [rows])
  if (!schema) return failure === undefined ? <Loading /> : <CannotShow>{failure}</CannotShow>
  return (
    <>
      {part === 'schema' ? (
        <SchemaTable schema={schema} name={name} />
      ) : failure === undefined ? (
        <DataTable
          label={`Rows of ${name}`}
          columns={schema.columns.map(column => column.name)}
          total={rows.length}
          cell={cell}
        />
      ) : (
        <CannotShow>{failure}</CannotShow>
      )}
      <LookNote>
        <span className="min-w-32 flex-1">
          {part === 'rows'
            ? `${rows.length < schema.rows ? `${rows.length.toLocaleString()} of ` : ''}${formatCount(schema.rows, 'row')}`
            : `${formatCount(schema.columns.length, 'column')}, ${formatCount(schema.rowGroups, 'row group')}`}
        </span>
        {part === 'rows' && (more || loading) && (
          <Button look="plain" onClick={more} disabled={loading} focusableWhenDisabled>
            {loading ? 'Loading…' : 'More rows'}
          </Button>
        )}
        <Segmented
          label="Part"
          value={part}
          onChange={setPart}
          options={[
            { value: 'rows', label: 'Rows' },
            { value: 'schema', label: 'Schema' },
          ]}
        />
      </LookNote>
    </>
  )
}

function SchemaTable({ schema, name }: { readonly schema: ParquetSchema; readonly name: string }) {
  const { columns } = schema
  const cell = useCallback(
    (row: number, column: number) => columns[row]?.[column === 0 ? 'name' : 'type'] ?? '',
    [columns],
  )
  return (
    <DataTable
      label={`Columns of ${name}`}
      columns={['Column', 'Type']}
      total={columns.length}
      cell={cell}
    />
  )
}
