/** What can be decoded: told by the bytes, whatever the name or the stored type says. */
export type PictureFormat = 'jpeg' | 'png' | 'gif' | 'webp' | 'avif' | 'svg'

/** How far into a text its `<svg` may be, after comments and a document type. */
const SVG_WITHIN = 4096

/** The format of a picture by its first bytes; `undefined` for everything else. */
export function pictureFormat(head: Uint8Array): PictureFormat | undefined {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, SVG_WITHIN))
  const start = text.toString('latin1')
  if (start.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (/^GIF8[79]a/.test(start)) return 'gif'
  if (/^RIFF[\s\S]{4}WEBP/.test(start)) return 'webp'
  if (/^[\s\S]{4}ftypavi[fs]/.test(start)) return 'avif'
  if (/^(\xef\xbb\xbf)?\s*<(\?xml|!--|!DOCTYPE svg|svg)/i.test(start) && /<svg[\s>]/i.test(start)) {
    return 'svg'
  }
  return undefined
}
