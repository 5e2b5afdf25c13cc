import type { ProfileForm } from './profile-form.ts'

/** Whether everything, secrets' signatures and files alike, would cross a network unencrypted. */
export function isUnencrypted({ provider, url }: ProfileForm): boolean {
  if (provider !== 'custom' || !URL.canParse(url.trim())) return false
  const { protocol, hostname } = new URL(url.trim())
  return protocol === 'http:' && !isLoopback(hostname)
}

/** What the access key id itself tells about what else is needed; `undefined` when nothing. */
export function accessKeyHint({ accessKeyId }: ProfileForm): string | undefined {
  const id = accessKeyId.trim()
  if (/^ASIA/.test(id)) return 'This is a temporary key: it needs a session token.'
  if (/^[A-Za-z0-9/+]{40}$/.test(id)) {
    return 'This looks like a secret access key; its ID is the shorter one.'
  }
  return undefined
}

function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  )
}

/** The commercial regions of AWS, to choose from; any other name may be typed. */
export const AWS_REGIONS: readonly string[] = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-central-1',
  'ca-west-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
  'sa-east-1',
]
