import archive from 'lucide-static/icons/archive.svg?raw'
import code from 'lucide-static/icons/code-xml.svg?raw'
import bucket from 'lucide-static/icons/database.svg?raw'
import file from 'lucide-static/icons/file.svg?raw'
import data from 'lucide-static/icons/file-spreadsheet.svg?raw'
import text from 'lucide-static/icons/file-text.svg?raw'
import video from 'lucide-static/icons/film.svg?raw'
import folder from 'lucide-static/icons/folder.svg?raw'
import image from 'lucide-static/icons/image.svg?raw'
import audio from 'lucide-static/icons/music.svg?raw'
import document from 'lucide-static/icons/scroll-text.svg?raw'
import { type FileFamily, fileFamily } from '../model/file-family.ts'
import { type IconLook, iconImage, LOOKS } from './icon-image.ts'
import type { Row } from './rows.ts'

type Kind = FileFamily | 'bucket' | 'folder'

const ICONS: Record<Kind, string> = {
  image,
  video,
  audio,
  text,
  code,
  data,
  archive,
  document,
  unknown: file,
  bucket,
  folder,
}

const images = new Map<string, string>()

/** What a row is, at a glance: folders in the accent's tint, files by the family of their name. */
export function RowIcon({ row, size = 16 }: { readonly row: Row; readonly size?: number }) {
  const kind = row.type === 'file' ? fileFamily(row.name) : row.type
  // Drawn larger, the same line would be a beam.
  const strokeWidth = size > 16 ? 1 : 1.75
  const backgroundImage = imageOf(
    kind,
    row.type === 'file' ? LOOKS.file : LOOKS[row.type],
    strokeWidth,
  )
  return (
    <span
      aria-hidden
      data-icon={kind}
      className="inline-block shrink-0 bg-contain bg-no-repeat"
      style={{ width: size, height: size, backgroundImage }}
    />
  )
}

function imageOf(kind: Kind, look: IconLook, strokeWidth: number): string {
  const key = `${kind} ${strokeWidth}`
  const known = images.get(key) ?? iconImage(ICONS[kind], look, strokeWidth)
  images.set(key, known)
  return known
}
