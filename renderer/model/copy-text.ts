import { s3Arn } from '#shared/addresses/arn.ts'
import { awsCommand, type ShellSyntax } from '#shared/addresses/aws-command.ts'
import { objectUrl } from '#shared/addresses/object-url.ts'
import { pailLink } from '#shared/addresses/pail-link.ts'
import { folderOf, lastSegment, s3Uri } from '#shared/location.ts'
import type { Profile } from '#shared/profile.ts'
import type { CopyAsId } from './actions/copy-as.ts'

/** What is named: a bucket, or a key or prefix of it. */
export interface Named {
  /** Without one, the profile itself, which only a link can name. */
  readonly bucket: string | undefined
  readonly keyOrPrefix: string
  /** Of the bucket, where it is known; else that of the profile. */
  readonly region?: string | undefined
}

/** The text that names one thing to another program. */
export function copyText(
  id: CopyAsId,
  named: Named,
  profile: Profile,
  syntax: ShellSyntax,
): string {
  const { bucket, keyOrPrefix } = named
  if (id === 'copy-link') return linkTo(named, profile)
  if (bucket === undefined) return profile.label
  const region = named.region ?? profile.region
  switch (id) {
    case 'copy-name':
      return keyOrPrefix === '' ? bucket : lastSegment(keyOrPrefix)
    case 'copy-key':
      return keyOrPrefix
    case 'copy-uri':
      return s3Uri(bucket, keyOrPrefix)
    case 'copy-url':
      return objectUrl({ ...profile, region }, bucket, keyOrPrefix)
    case 'copy-arn':
      return s3Arn(region, bucket, keyOrPrefix)
    case 'copy-command':
      return awsCommand({ ...profile, region }, bucket, keyOrPrefix, syntax)
    default:
      return id satisfies never
  }
}

/** Says what was copied: "3 keys copied". */
export function copiedNotice(id: CopyAsId, count: number): string {
  const [one, many] = WORDS[id]
  return count === 1 ? `${one} copied` : `${count.toLocaleString()} ${many} copied`
}

const WORDS: Readonly<Record<CopyAsId, readonly [one: string, many: string]>> = {
  'copy-name': ['Name', 'names'],
  'copy-key': ['Key', 'keys'],
  'copy-uri': ['URI', 'URIs'],
  'copy-url': ['URL', 'URLs'],
  'copy-arn': ['ARN', 'ARNs'],
  'copy-command': ['Command', 'commands'],
  'copy-link': ['Link', 'links'],
}

/** A file is told as its folder with the file selected, so that following it needs no question. */
function linkTo({ bucket, keyOrPrefix }: Named, { id, label }: Profile): string {
  const prefix = folderOf(keyOrPrefix)
  return pailLink({
    id,
    profile: label,
    bucket,
    prefix,
    select: keyOrPrefix.slice(prefix.length) || undefined,
  })
}
