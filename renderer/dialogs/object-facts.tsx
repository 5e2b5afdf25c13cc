import { useQuery } from '@tanstack/react-query'
import type { FileEntry } from '#shared/listing.ts'
import type { Location } from '#shared/location.ts'
import { FailureNotice } from '../failure/failure-notice.tsx'
import { failureOf } from '../failure/failure-of.ts'
import { formatCount, formatSize } from '../model/format.ts'
import { headQuery } from '../queries/head.ts'
import { aclQuery, tagsQuery, versionCountQuery } from '../queries/properties.ts'
import { FactList } from './fact-list.tsx'
import { entryFacts, headFacts } from './fact-rows.ts'
import { AskedSection, FactSection } from './fact-section.tsx'

interface ObjectFactsProps {
  readonly location: Location
  readonly entry: FileEntry
}

/** Everything HEAD tells; tags, permissions and versions when they are asked for. */
export function ObjectFacts({ location, entry }: ObjectFactsProps) {
  const { profileId, bucket } = location
  const { key } = entry
  const object = { profileId, bucket, key }
  const head = useQuery(headQuery(profileId, bucket, key))
  const groups = head.data ? headFacts(head.data) : entryFacts(entry)
  const tagged = (head.data?.tagCount ?? 0) > 0
  return (
    <>
      {groups.map(({ title, facts }) => (
        <FactSection key={title} title={title}>
          <FactList facts={facts} />
        </FactSection>
      ))}
      {head.isPending && <p className="text-secondary">Asking for the rest…</p>}
      {head.error && (
        <FailureNotice
          failure={failureOf(head.error)}
          actions={[{ label: 'Try again', run: () => void head.refetch() }]}
        />
      )}
      <AskedSection
        key={`tags ${tagged}`}
        title="Tags"
        ask="Show tags"
        hint="Needs s3:GetObjectTagging."
        query={tagsQuery(object)}
        atOnce={tagged}
      >
        {tags =>
          tags.length === 0 ? (
            <p className="text-secondary">It has no tags.</p>
          ) : (
            <FactList facts={tags.map(tag => ({ label: tag.key, value: tag.value }))} />
          )
        }
      </AskedSection>
      <AskedSection
        title="Versions"
        ask="Count versions"
        hint="Lists them; needs s3:ListBucketVersions."
        query={versionCountQuery(object)}
      >
        {({ versions, deleteMarkers, bytes }) => (
          <FactList
            facts={[
              {
                label: 'Versions',
                value: `${formatCount(versions, 'version')}, ${formatSize(bytes)} together`,
              },
              { label: 'Delete markers', value: deleteMarkers.toLocaleString() },
            ]}
          />
        )}
      </AskedSection>
      <AskedSection
        title="Access control list"
        ask="Show who has access"
        hint="Needs s3:GetObjectAcl. Policies may allow or deny more."
        query={aclQuery(object)}
      >
        {({ owner, grants }) => (
          <FactList
            facts={[
              ...(owner === undefined ? [] : [{ label: 'Owner', value: owner }]),
              ...grants.map(({ grantee, permission }) => ({ label: grantee, value: permission })),
            ]}
          />
        )}
      </AskedSection>
    </>
  )
}
