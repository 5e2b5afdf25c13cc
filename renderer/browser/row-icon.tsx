import {
  Archive,
  CodeXml,
  Database,
  File,
  FileSpreadsheet,
  FileText,
  Film,
  Folder,
  Image,
  type LucideIcon,
  Music,
  ScrollText,
} from 'lucide-react'
import { type FileFamily, fileFamily } from '../model/file-family.ts'
import type { Row } from './rows.ts'

const ICONS: Record<FileFamily, LucideIcon> = {
  image: Image,
  video: Film,
  audio: Music,
  text: FileText,
  code: CodeXml,
  data: FileSpreadsheet,
  archive: Archive,
  document: ScrollText,
  unknown: File,
}

/** What a row is, at a glance: folders in the accent's tint, files by the family of their name. */
export function RowIcon({ row }: { readonly row: Row }) {
  switch (row.type) {
    case 'bucket':
      return <Database size={16} strokeWidth={1.75} className="shrink-0 text-folder" />
    case 'folder':
      return <Folder size={16} strokeWidth={1.75} className="shrink-0 fill-folder/25 text-folder" />
    case 'file': {
      const Icon = ICONS[fileFamily(row.name)]
      return <Icon size={16} strokeWidth={1.75} className="shrink-0 text-secondary" />
    }
    default:
      return row satisfies never
  }
}
