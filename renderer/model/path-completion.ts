import { DELIMITER, folderOf, parseS3Uri, s3Uri } from '#shared/location.ts'

/** What is being typed: the name of a bucket, or that of a context in the folder before it. */
export type Stem =
  | { readonly type: 'bucket'; readonly stem: string }
  | {
      readonly type: 'context'
      readonly bucket: string
      readonly folder: string
      readonly stem: string
    }

/** Takes apart what stands in the path bar; `undefined` for what can't be completed, as a URL. */
export function stemOf(text: string): Stem | undefined {
  const typed = text.trimStart()
  if (/^(?!s3:)[a-z][a-z0-9+.-]*:/i.test(typed)) return undefined
  const bare = /^s3:\/{0,2}/i.test(typed) ? typed.replace(/^s3:\/{0,2}/i, '') : typed
  if (!bare.includes(DELIMITER)) return { type: 'bucket', stem: bare }
  const uri = parseS3Uri(`s3://${bare}`)
  if (!uri) return undefined
  const folder = folderOf(uri.keyOrPrefix)
  const stem = uri.keyOrPrefix.slice(folder.length)
  return { type: 'context', bucket: uri.bucket, folder, stem }
}

/** The URI of a suggestion, ready for the next level to be typed. */
export function completedUri(stem: Stem, choice: string): string {
  return stem.type === 'bucket' ? s3Uri(choice, '') : s3Uri(stem.bucket, choice)
}

/** Names that begin with the stem first, then those that have it elsewhere; in the given order. */
export function matching(names: readonly string[], stem: string): string[] {
  const wanted = stem.toLowerCase()
  const begins = names.filter(name => name.toLowerCase().startsWith(wanted))
  const holds = names.filter(name => {
    const at = name.toLowerCase().indexOf(wanted)
    return at > 0
  })
  return [...begins, ...holds]
}
