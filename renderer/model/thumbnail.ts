import type { FileEntry } from '#shared/listing.ts'

/** What can be decoded, by the ending of the name: what the bytes are is looked at later. */
const PICTURES = /\.(jpe?g|jpe|jfif|png|gif|webp|avif|svg)$/i
const JPEG = /\.(jpe?g|jpe|jfif)$/i
/** Larger ones are not read, but for the small picture inside a JPEG. In bytes. */
const MOST = 16 * 1024 * 1024
/** Classes whose objects have to be restored first, or cost extra to read. */
const ARCHIVED = /^(GLACIER|DEEP_ARCHIVE)/

/** Whether to ask for a thumbnail at all. */
export function mayHaveThumbnail({ name, size, storageClass }: FileEntry): boolean {
  if (size === 0 || ARCHIVED.test(storageClass) || !PICTURES.test(name)) return false
  return size <= MOST || JPEG.test(name)
}
