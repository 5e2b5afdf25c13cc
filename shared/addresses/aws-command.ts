import { lastSegment, s3Uri } from '../location.ts'
import type { Profile } from '../profile.ts'

/** Whose rules a command is quoted by. */
export type ShellSyntax = 'posix' | 'powershell'

/**
 * The AWS CLI command that fetches an object, or a folder with all that is in it, or lists a bucket,
 * with what the CLI must be told of the profile. Keys of Pail's own are never part of it.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/s3/cp.html
 */
export function awsCommand(
  profile: Pick<Profile, 'endpoint' | 'region' | 'credentials'>,
  bucket: string,
  keyOrPrefix: string,
  syntax: ShellSyntax,
): string {
  const words = ['aws', 's3', ...verb(s3Uri(bucket, keyOrPrefix), keyOrPrefix)]
  const { endpoint, region, credentials } = profile
  if (endpoint.type === 'custom') words.push('--endpoint-url', endpoint.url)
  words.push('--region', region)
  if (credentials.type === 'aws-profile') words.push('--profile', credentials.name)
  if (credentials.type === 'anonymous') words.push('--no-sign-request')
  return words.map(word => quoted(word, syntax)).join(' ')
}

function verb(uri: string, keyOrPrefix: string): string[] {
  if (keyOrPrefix === '') return ['ls', uri]
  if (!keyOrPrefix.endsWith('/')) return ['cp', uri, '.']
  // The folder of an odd name would be made wherever that name leads to.
  const name = lastSegment(keyOrPrefix)
  const plain = /^[\w -][\w .-]*$/.test(name) && !name.startsWith('-')
  return ['cp', uri, plain ? `./${name}/` : '.', '--recursive']
}

/** One word, exactly: nothing in it is a variable, a command or a pattern to the shell. */
export function quoted(word: string, syntax: ShellSyntax): string {
  if (/^[\w@%+=:,./-]+$/.test(word) && !word.startsWith('@')) return word
  if (syntax === 'powershell') return `'${word.replace(/['‘’‚‛]/g, mark => mark + mark)}'`
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those that a key can hold
  if (!/[\u0000-\u001f\u007f]/.test(word)) return `'${word.replaceAll("'", `'\\''`)}'`
  // A line break in the middle would end the command where it is pasted.
  const escaped = word
    .replace(/['\\]/g, mark => `\\${mark}`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the same
    .replace(/[\u0000-\u001f\u007f]/g, mark => octal(mark))
  return `$'${escaped}'`
}

function octal(mark: string): string {
  return `\\${mark.charCodeAt(0).toString(8).padStart(3, '0')}`
}
