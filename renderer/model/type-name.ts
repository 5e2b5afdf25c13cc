import { type FileFamily, fileFamily } from './file-family.ts'

const FAMILY_NAMES: Record<FileFamily, string> = {
  image: 'image',
  video: 'video',
  audio: 'audio',
  text: 'text',
  code: 'code',
  data: 'data',
  archive: 'archive',
  document: 'document',
  unknown: 'file',
}

/** What a file is, as far as its name tells: "PNG image", "TXT text", "File". */
export function typeName(name: string): string {
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 ? name.slice(dot + 1) : ''
  const family = FAMILY_NAMES[fileFamily(name)]
  if (/^[a-z0-9]{1,10}$/i.test(extension)) return `${extension.toUpperCase()} ${family}`
  return family.charAt(0).toUpperCase() + family.slice(1)
}
