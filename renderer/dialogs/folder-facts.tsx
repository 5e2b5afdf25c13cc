import { useQuery } from '@tanstack/react-query'
import type { Location } from '#shared/location.ts'
import { FailureNotice } from '../failure/failure-notice.tsx'
import { failureOf } from '../failure/failure-of.ts'
import { headQuery } from '../queries/head.ts'
import { FactList } from './fact-list.tsx'
import { headFacts } from './fact-rows.ts'
import { FactSection } from './fact-section.tsx'

/** What S3 knows of a folder: the empty object that marks it, where there is one. */
export function FolderFacts({ location }: { readonly location: Location }) {
  const { profileId, bucket, prefix } = location
  const marker = useQuery({ ...headQuery(profileId, bucket, prefix), retry: false })
  const failure = marker.error ? failureOf(marker.error) : undefined
  if (marker.isPending) return <p className="text-secondary">Looking for the folder’s marker…</p>
  if (failure && failure.code !== 'not-found') return <FailureNotice failure={failure} />
  if (!marker.data) {
    return (
      <p className="text-secondary">
        A folder in S3 is the beginning that the keys in it share. This one has no marker object, so
        it is gone when the last object in it is.
      </p>
    )
  }
  return (
    <>
      <p className="text-secondary">
        A marker object keeps this folder even when nothing else is in it. These are its facts.
      </p>
      {headFacts(marker.data).map(({ title, facts }) => (
        <FactSection key={title} title={title === 'Object' ? 'Marker object' : title}>
          <FactList facts={facts} />
        </FactSection>
      ))}
    </>
  )
}
