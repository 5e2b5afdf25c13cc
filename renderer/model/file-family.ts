/** What kind of content a file has, as far as its name tells: which icon it gets. */
export type FileFamily =
  | 'image'
  | 'video'
  | 'audio'
  | 'text'
  | 'code'
  | 'data'
  | 'archive'
  | 'document'
  | 'unknown'

const EXTENSIONS: Record<Exclude<FileFamily, 'unknown'>, string> = {
  image: 'jpg jpeg png gif webp avif heic heif svg bmp tif tiff ico raw cr2 nef dng psd ai xcf',
  video: 'mp4 m4v mov mkv webm avi wmv mpg mpeg flv m2ts 3gp',
  audio: 'mp3 wav flac aac m4a ogg oga opus aiff wma mid midi',
  text: 'txt md markdown rst log text nfo srt vtt tex adoc',
  code: 'js mjs cjs jsx ts tsx mts cts py rb go rs java kt c h cc cpp hpp cs php swift sh bash zsh ps1 bat sql html htm css scss less vue svelte lua r scala dart tf hcl dockerfile makefile gradle ipynb',
  data: 'json jsonl ndjson csv tsv xml yaml yml toml ini conf cfg env parquet avro orc arrow feather db sqlite sqlite3 dat bin npy npz h5 hdf5 pb tfrecord pt onnx safetensors',
  archive: 'zip gz tgz bz2 xz zst 7z rar tar lz4 br iso dmg deb rpm jar war apk msi pkg whl',
  document:
    'pdf doc docx odt rtf pages xls xlsx ods numbers ppt pptx odp key epub mobi eml msg vsd vsdx',
}

const FAMILIES = new Map(
  Object.entries(EXTENSIONS).flatMap(([family, extensions]) =>
    extensions.split(' ').map(extension => [extension, family as FileFamily] as const),
  ),
)

/** The extensions of a family, without the dot; of `unknown` there are none. */
export function extensionsOf(family: FileFamily): string[] {
  return family === 'unknown' ? [] : EXTENSIONS[family].split(' ')
}

/** The family of a file by its extension, or by its whole name: `Dockerfile`. */
export function fileFamily(name: string): FileFamily {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  return FAMILIES.get(extension) ?? 'unknown'
}
