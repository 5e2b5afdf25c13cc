import { partitionOf, problem, type ReadAddress } from './address.ts'
import { percentDecoded, queryValue } from './percent.ts'
import type { UrlParts } from './url-parts.ts'

const HOST =
  /^(?:(?<labels>.+)\.)?console\.(?<domain>aws\.amazon\.com|amazonaws-us-gov\.com|amazonaws\.cn)$/
const DOMAIN_PARTITIONS: Readonly<Record<string, string>> = {
  'amazonaws-us-gov.com': 'aws-us-gov',
  'amazonaws.cn': 'aws-cn',
}

/** Reads an address of the AWS console, old and new; `undefined` when the host is not the console. */
export function readConsoleUrl({ host, path, query }: UrlParts): ReadAddress | undefined {
  const found = HOST.exec(host)?.groups
  if (!found) return undefined
  const [, service, page = '', ...rest] = path.split('/')
  if (service !== 's3') return problem('This page of the AWS console is not one of S3.')
  const region = queryValue(query, 'region') ?? regionOf(found['labels'])
  const domain = DOMAIN_PARTITIONS[found['domain'] ?? '']
  const partition = domain ?? (region ? partitionOf(region) : 'aws')
  const home = { type: 'aws', partition, region } as const
  const [inPath = '', ...below] = rest
  const bucket = percentDecoded(inPath) || queryValue(query, 'bucket')
  switch (page) {
    case '':
    case 'home':
    case 'buckets':
    case 'object':
    case 'upload': {
      const keyOrPrefix = queryValue(query, 'prefix') ?? percentDecoded(below.join('/'))
      return { type: 'address', address: { home, bucket, keyOrPrefix } }
    }
    default:
      return problem('This page of the AWS console shows no bucket or object.')
  }
}

/** `eu-west-1`, also behind the account of a console with several sessions. */
function regionOf(labels: string | undefined): string | undefined {
  const last = labels?.split('.').at(-1) ?? ''
  return /^[a-z]{2,5}(-[a-z]+)+-\d+$/.test(last) ? last : undefined
}
