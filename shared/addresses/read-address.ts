import { parseS3Uri } from '../location.ts'
import { type Address, problem, type ReadAddress } from './address.ts'
import { readArn } from './arn.ts'
import { awsHost, isAwsHost } from './aws-host.ts'
import { readConsoleUrl } from './console-url.ts'
import { type ProfileEndpoint, pathStyle, readEndpointUrl } from './endpoint-match.ts'
import { linkAddress, looksLikePailLink, parsePailLink } from './pail-link.ts'
import { percentDecoded } from './percent.ts'
import { urlParts } from './url-parts.ts'

const ACCEPTED =
  'Write an s3:// URI, the https:// address of a bucket or object, an address of the AWS console, an ARN, or a pail:// link.'
const WEBSITE = 'This is the address of a website; here is the bucket that it is made of.'

/**
 * Reads whatever people copy to name a place in S3. The query of a URL is dropped before anything
 * else sees it, since a presigned one holds a signature.
 *
 * @param profiles those whose own endpoints are known
 */
export function readAddress(text: string, profiles: readonly ProfileEndpoint[]): ReadAddress {
  const trimmed = text.trim()
  if (trimmed === '') return problem(ACCEPTED)
  if (/^s3:/i.test(trimmed)) {
    // A key may end with spaces, but what is pasted with it ends with a line break.
    const uri = parseS3Uri(text.replace(/[\r\n]+$/, ''))
    return uri ? found({ home: { type: 'any' }, ...uri }) : problem(notWhole('s3://bucket/key'))
  }
  if (looksLikePailLink(trimmed)) {
    const link = parsePailLink(trimmed)
    const form = 'pail://open?profile=NAME&bucket=BUCKET&prefix=FOLDER/'
    return link ? found(linkAddress(link)) : problem(notWhole(form))
  }
  if (/^arn:/i.test(trimmed)) return readArn(trimmed)
  if (/^https?:/i.test(trimmed)) return readUrl(trimmed, profiles)
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed)) return problem(`This is no address. ${ACCEPTED}`)
  return readBare(text, profiles)
}

function readUrl(text: string, profiles: readonly ProfileEndpoint[]): ReadAddress {
  const url = urlParts(text)
  if (!url) return problem(`This URL is not whole, or names a user. ${ACCEPTED}`)
  // First, since the endpoint that a user typed may itself be a host of AWS.
  const own = readEndpointUrl(url, profiles)
  if (own) return found(own)
  const onConsole = readConsoleUrl(url)
  if (onConsole) return onConsole
  const aws = awsHost(url.host)
  if (aws) {
    const { partition, region, website } = aws
    const place =
      aws.bucket === undefined
        ? pathStyle(url.path)
        : { bucket: aws.bucket, keyOrPrefix: percentDecoded(url.path.slice(1)) }
    const home = { type: 'aws', partition, region } as const
    return found({ home, ...place, note: website ? WEBSITE : undefined })
  }
  if (isAwsHost(url.host)) return problem('This is an address of AWS, but of no bucket or object.')
  return problem(
    `No profile has the endpoint ${url.host}. Add a profile for it first, then go there again.`,
  )
}

/** `bucket/key` without a scheme, or a URL whose scheme was left out. */
function readBare(text: string, profiles: readonly ProfileEndpoint[]): ReadAddress {
  const start = text.trimStart()
  const first = start.split('/', 1)[0] ?? ''
  const asUrl = urlParts(`https://${start.trimEnd()}`)
  if (asUrl && (awsHost(asUrl.host) || (first.includes('.') && readEndpointUrl(asUrl, profiles)))) {
    return readUrl(`https://${start.trimEnd()}`, profiles)
  }
  const uri = /^[a-z0-9][\w.-]{1,254}$/i.test(first) ? parseS3Uri(`s3://${start}`) : undefined
  return uri ? found({ home: { type: 'any' }, ...uri }) : problem(`This is no address. ${ACCEPTED}`)
}

function found(address: Address): ReadAddress {
  return { type: 'address', address }
}

function notWhole(form: string): string {
  return `This is not whole: write it as ${form}.`
}
