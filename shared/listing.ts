import { z } from 'zod'
import { lastSegment } from './location.ts'
import type { S3Object } from './s3.ts'

/** One row of a listing: the border where keys and common prefixes become files and folders. */
export const Entry = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('folder'),
    /** The whole prefix, with its closing delimiter. Identifies the entry. */
    prefix: z.string(),
    name: z.string(),
  }),
  z.object({
    type: z.literal('file'),
    /** The whole key. Identifies the entry. */
    key: z.string(),
    name: z.string(),
    size: z.number(),
    modified: z.number(),
    etag: z.string(),
    storageClass: z.string(),
  }),
])
export type Entry = z.infer<typeof Entry>
export type FolderEntry = Extract<Entry, { type: 'folder' }>
export type FileEntry = Extract<Entry, { type: 'file' }>

export function folderEntry(prefix: string): FolderEntry {
  return { type: 'folder', prefix, name: lastSegment(prefix) }
}

/** The file a key is, seen from the folder that lists it. */
export function fileEntry(object: S3Object, folder: string): FileEntry {
  const { key, size, modified, etag, storageClass } = object
  return { type: 'file', key, name: key.slice(folder.length), size, modified, etag, storageClass }
}

/** The prefix or key: unique within a bucket, since no key that lists as a file ends a folder. */
export function entryId(entry: Entry): string {
  return entry.type === 'folder' ? entry.prefix : entry.key
}

export const SortColumn = z.enum(['name', 'size', 'modified', 'storageClass'])
export type SortColumn = z.infer<typeof SortColumn>

/** `natural` has file2 before file10 and B beside b; `bytes` is the order in which S3 lists keys. */
export const NameOrder = z.enum(['natural', 'bytes'])
export type NameOrder = z.infer<typeof NameOrder>

export const Sort = z.object({
  column: SortColumn,
  direction: z.enum(['ascending', 'descending']),
  foldersFirst: z.boolean(),
  /** How names are ordered, also where all else is equal; natural unless said. */
  names: NameOrder.optional(),
})
export type Sort = z.infer<typeof Sort>

export const DEFAULT_SORT: Sort = { column: 'name', direction: 'ascending', foldersFirst: true }

/** How far a listing has come. Rows already counted can be asked for while it still counts. */
export const ListingState = z.object({
  id: z.string(),
  /** Grows with every change of the table; rows of an older version may have moved. */
  version: z.number().int(),
  folders: z.number().int(),
  files: z.number().int(),
  /** Sum of the files' sizes in bytes. */
  bytes: z.number(),
  status: z.enum(['loading', 'complete', 'failed']),
})
export type ListingState = z.infer<typeof ListingState>

/** The most rows one request may ask for. */
export const MAX_ROWS = 500
