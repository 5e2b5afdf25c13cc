import { useQuery } from '@tanstack/react-query'
import { Lock } from 'lucide-react'
import type { BucketFact, BucketFactName } from '#shared/properties.ts'
import { failureOf } from '../failure/failure-of.ts'
import { formatExactTime } from '../model/format.ts'
import { bucketsQuery } from '../queries/buckets.ts'
import { bucketFactQuery } from '../queries/properties.ts'
import { FactList } from './fact-list.tsx'
import { FactSection } from './fact-section.tsx'

const FACTS: readonly (readonly [BucketFactName, string])[] = [
  ['region', 'Region'],
  ['versioning', 'Versioning'],
  ['encryption', 'Encryption'],
  ['objectLock', 'Object lock'],
  ['lifecycle', 'Lifecycle'],
  ['cors', 'CORS'],
  ['policy', 'Policy'],
  ['publicAccess', 'Public access'],
  ['ownership', 'Object ownership'],
  ['tags', 'Tags'],
]

interface BucketFactsProps {
  readonly profileId: string
  readonly bucket: string
}

/** How a bucket is set up. Each fact stands for itself: what may not be read says what it needs. */
export function BucketFacts({ profileId, bucket }: BucketFactsProps) {
  // Only what is known already: the list may be denied while the bucket is not.
  const { data: buckets } = useQuery({ ...bucketsQuery(profileId), enabled: false })
  const created = buckets?.find(({ name }) => name === bucket)?.created
  return (
    <FactSection title="Bucket">
      {created !== undefined && (
        <FactList facts={[{ label: 'Created', value: formatExactTime(created) }]} />
      )}
      {FACTS.map(([fact, label]) => (
        <OneFact key={fact} label={label} query={bucketFactQuery(profileId, bucket, fact)} />
      ))}
    </FactSection>
  )
}

interface OneFactProps {
  readonly label: string
  readonly query: ReturnType<typeof bucketFactQuery>
}

function OneFact({ label, query }: OneFactProps) {
  const { data, error } = useQuery(query)
  if (data?.status === 'known') return <FactList facts={[{ label, value: data.value }]} />
  return (
    <dl className="grid grid-cols-[min(9rem,35%)_minmax(0,1fr)] gap-x-4">
      <dt className="py-1 text-secondary">{label}</dt>
      <dd className="flex min-h-7 items-center gap-1.5 py-1 text-secondary">
        {error ? failureOf(error).message : data ? <Missing fact={data} /> : '…'}
      </dd>
    </dl>
  )
}

function Missing({ fact }: { readonly fact: Exclude<BucketFact, { status: 'known' }> }) {
  switch (fact.status) {
    case 'none':
      return 'Not set'
    case 'denied':
      return (
        <>
          <Lock size={12} aria-hidden /> Needs the permission {fact.permission}
        </>
      )
    case 'unsupported':
      return 'This endpoint does not know it'
    case 'failed':
      return fact.failure.message
    default:
      return fact satisfies never
  }
}
