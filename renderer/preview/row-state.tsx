import { Database, Folder, HardDrive, MousePointerClick } from 'lucide-react'
import type { Row } from '../browser/rows.ts'
import { PreviewState } from './preview-state.tsx'

/** What is shown of a file that is in no bucket. */
export function LocalFileState() {
  return (
    <PreviewState icon={HardDrive} title="A file of this computer">
      <p>Copy it to a bucket to look into it here.</p>
    </PreviewState>
  )
}

/** What is shown of rows that have no content of their own. */
export function RowState({ row }: { readonly row: Row | undefined }) {
  switch (row?.type) {
    case undefined:
    case 'file':
      return (
        <PreviewState icon={MousePointerClick} title="Nothing is selected">
          <p>Select a file to look into it.</p>
        </PreviewState>
      )
    case 'folder':
      return (
        <PreviewState icon={Folder} title="A folder">
          <p>Open it to see what is in it.</p>
        </PreviewState>
      )
    case 'bucket':
      return (
        <PreviewState icon={Database} title="A bucket">
          <p>Open it to see what is in it.</p>
        </PreviewState>
      )
    default:
      return row satisfies never
  }
}
