/** Endings of files whose bytes are packed already: deflating them costs time and saves nothing. */
const PACKED = new Set(
  `7z aac apk avi avif br bz2 cab crx deb dmg docx ear epub flac gif gz heic heif ico ipa jar jpeg
  jpg jxl lz lz4 lzma m4a m4v mkv mov mp3 mp4 mpeg mpg odp ods odt ogg ogv opus orc parquet png
  pptx rar rpm snappy sz tbz tgz txz vsix war webm webp whl wma wmv woff woff2 xlsx xz zip zst zstd`.split(
    /\s+/,
  ),
)

/** Whether a file's name says that its bytes are packed already. */
export function isPacked(name: string): boolean {
  return PACKED.has(name.slice(name.lastIndexOf('.') + 1).toLowerCase())
}
