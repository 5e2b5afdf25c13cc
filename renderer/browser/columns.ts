import type { HitSortColumn } from '#shared/search.ts'
import type { ColumnKind } from '#shared/settings.ts'
import type { ColumnSize } from '../model/column-layout.ts'
import { plainName } from '../model/display-name.ts'
import { formatBytes, formatExactTime, formatSize, formatTime } from '../model/format.ts'
import { storageClassName } from '../model/storage-class-name.ts'
import { typeName } from '../model/type-name.ts'
import { folderLabel } from '../search/folder-label.ts'
import { type Row, rowId } from './rows.ts'

/** One column of a table. */
export interface Column extends ColumnSize {
  readonly label: string
  /** What a click on its header sorts by. */
  readonly sort?: HitSortColumn
  readonly align?: 'right'
  /** What its cell shows; empty when there is nothing. */
  readonly text: (row: Row, now: number) => string
  /** What the pointer is told, when that is more than the text. */
  readonly title?: (row: Row) => string
}

const NAME: Column = {
  id: 'name',
  label: 'Name',
  sort: 'name',
  width: 320,
  least: 120,
  usual: true,
  drop: 0,
  text: row => (row.type === 'folder' ? `${row.name}/` : row.name),
}

const SIZE: Column = {
  id: 'size',
  label: 'Size',
  sort: 'size',
  width: 108,
  least: 60,
  usual: true,
  drop: 1,
  align: 'right',
  text: row => (row.type === 'file' ? formatSize(row.size) : ''),
  title: row => (row.type === 'file' ? formatBytes(row.size) : ''),
}

const MODIFIED: Column = {
  id: 'modified',
  label: 'Modified',
  sort: 'modified',
  width: 188,
  least: 60,
  usual: true,
  drop: 2,
  text: (row, now) => (row.type === 'file' ? formatTime(row.modified, now) : ''),
  title: row => (row.type === 'file' ? formatExactTime(row.modified) : ''),
}

const CREATED: Column = {
  ...MODIFIED,
  id: 'created',
  label: 'Created',
  text: (row, now) =>
    row.type === 'bucket' && row.created !== undefined ? formatTime(row.created, now) : '',
  title: row =>
    row.type === 'bucket' && row.created !== undefined ? formatExactTime(row.created) : '',
}

const STORAGE_CLASS = plain('storageClass', 'Storage class', {
  sort: 'storageClass',
  width: 148,
  usual: true,
  drop: 3,
  text: row => (row.type === 'file' ? storageClassName(row.storageClass) : ''),
})

const TYPE = plain('type', 'Type', {
  width: 132,
  drop: 4,
  text: row => (row.type === 'file' ? typeName(row.name) : 'Folder'),
})

/** The columns of a folder, of a profile's buckets, of a local folder, and of search results. */
export const COLUMNS: Readonly<Record<ColumnKind, readonly Column[]>> = {
  objects: [
    NAME,
    SIZE,
    MODIFIED,
    STORAGE_CLASS,
    TYPE,
    plain('etag', 'ETag', {
      width: 260,
      drop: 6,
      text: row => (row.type === 'file' ? row.etag : ''),
    }),
    plain('key', 'Key', {
      width: 280,
      drop: 5,
      text: row => plainName(rowId(row)),
    }),
  ],
  buckets: [
    NAME,
    plain('region', 'Region', {
      width: 160,
      usual: true,
      drop: 3,
      text: row => (row.type === 'bucket' ? (row.region ?? '') : ''),
    }),
    CREATED,
  ],
  local: [
    NAME,
    SIZE,
    MODIFIED,
    {
      ...TYPE,
      usual: true,
      drop: 3,
      // What is no plain file says what it is.
      text: row => (row.type === 'file' && row.storageClass) || TYPE.text(row, 0),
    },
  ],
  results: [
    NAME,
    plain('folder', 'Folder', {
      sort: 'folder',
      // Beside the name it says most, so it stays where there is little room.
      width: 168,
      usual: true,
      drop: 0,
      text: row =>
        row.type === 'file' && 'bucket' in row
          ? plainName(folderLabel(String(row.bucket), row.key, row.name))
          : '',
    }),
    SIZE,
    MODIFIED,
    STORAGE_CLASS,
  ],
}

/** A column whose cells tell the pointer nothing but their text, in case it is cut. */
function plain(
  id: string,
  label: string,
  column: Pick<Column, 'width' | 'drop' | 'text'> & Partial<Column>,
): Column {
  return { id, label, least: 60, usual: false, ...column }
}
