import type { FileEntry } from '#shared/listing.ts'
import type { ObjectHead } from '#shared/s3.ts'
import { formatBytes, formatExactTime, formatSize } from '../model/format.ts'

/** One line of a list of facts. */
export interface Fact {
  readonly label: string
  readonly value: string
  /** Read letter by letter: keys, tags, checksums. */
  readonly mono?: boolean
}

export interface FactGroup {
  readonly title: string
  readonly facts: readonly Fact[]
}

/** Everything HEAD told, in groups, without what it did not tell. */
export function headFacts(head: ObjectHead): FactGroup[] {
  const groups: FactGroup[] = [
    {
      title: 'Object',
      facts: facts([
        ['Size', sizeOf(head.size)],
        ['Modified', head.modified === undefined ? undefined : formatExactTime(head.modified)],
        ['Storage class', head.storageClass],
        ['ETag', head.etag, true],
        ['Version', head.versionId, true],
        ['Parts', head.partsCount],
        ['Tags', head.tagCount],
      ]),
    },
    {
      title: 'Headers',
      facts: facts([
        ['Content-Type', head.contentType],
        ['Content-Encoding', head.contentEncoding],
        ['Content-Disposition', head.contentDisposition],
        ['Content-Language', head.contentLanguage],
        ['Cache-Control', head.cacheControl],
        ['Expires', head.expires],
      ]),
    },
    {
      title: head.checksumType === 'COMPOSITE' ? 'Checksums (of the parts)' : 'Checksums',
      facts: head.checksums.map(({ algorithm, value }) => ({
        label: algorithm,
        value,
        mono: true,
      })),
    },
    {
      title: 'Protection',
      facts: facts([
        ['Encryption', head.encryption],
        ['KMS key', head.kmsKeyId, true],
        ['Archive', head.archiveStatus],
        ['Restore', head.restore],
        ['Replication', head.replicationStatus],
        ['Object lock', head.objectLockMode],
        ['Locked until', head.objectLockUntil],
        ['Legal hold', head.legalHold],
      ]),
    },
    {
      title: 'Metadata',
      facts: Object.entries(head.metadata).map(([label, value]) => ({ label, value })),
    },
  ]
  return groups.filter(group => group.facts.length > 0)
}

/** What the listing knows of a file, until HEAD answers. */
export function entryFacts(entry: FileEntry): FactGroup[] {
  const known = facts([
    ['Size', sizeOf(entry.size)],
    ['Modified', formatExactTime(entry.modified)],
    ['Storage class', entry.storageClass],
    ['ETag', entry.etag, true],
  ])
  return [{ title: 'Object', facts: known }]
}

function sizeOf(size: number): string {
  return size < 1000 ? formatBytes(size) : `${formatSize(size)} (${formatBytes(size)})`
}

function facts(rows: readonly [string, string | number | undefined, boolean?][]): Fact[] {
  return rows.flatMap(([label, value, mono = false]) =>
    value === undefined || value === '' ? [] : [{ label, value: String(value), mono }],
  )
}
