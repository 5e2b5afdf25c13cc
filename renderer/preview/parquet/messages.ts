/** What the window asks the worker that reads Parquet files. */
export type ToParquetWorker =
  | { readonly type: 'open'; readonly size: number }
  | { readonly type: 'rows'; readonly from: number; readonly to: number }
  | { readonly type: 'bytes'; readonly ask: number; readonly bytes: ArrayBuffer }

/** What it answers: first the schema, then rows; on the way it asks for bytes of the file. */
export type FromParquetWorker =
  | { readonly type: 'ask'; readonly ask: number; readonly from: number; readonly length: number }
  | { readonly type: 'schema'; readonly schema: ParquetSchema }
  | { readonly type: 'rows'; readonly from: number; readonly rows: readonly (readonly string[])[] }
  | { readonly type: 'failed'; readonly reason: string }

/** What the footer of a Parquet file tells. */
export interface ParquetSchema {
  readonly rows: number
  readonly rowGroups: number
  readonly createdBy: string | undefined
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  /** Bytes of the first row group, which has to be read for the first rows. */
  readonly firstGroupBytes: number
}
