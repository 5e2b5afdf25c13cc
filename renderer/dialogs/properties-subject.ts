import type { Entry, FileEntry } from '#shared/listing.ts'
import { type Location, lastSegment, s3Uri } from '#shared/location.ts'
import type { SizeTarget } from '#shared/size.ts'
import type { Selection } from '#shared/transfer.ts'

/** What the properties are about. */
export type PropertiesSubject =
  | { readonly type: 'object'; readonly location: Location; readonly entry: FileEntry }
  | { readonly type: 'folder'; readonly location: Location }
  | { readonly type: 'bucket'; readonly profileId: string; readonly bucket: string }
  | { readonly type: 'buckets'; readonly profileId: string; readonly buckets: readonly string[] }
  | {
      readonly type: 'several'
      readonly location: Location
      readonly selection: Selection
      /** The selected files, when all of the selection is at hand. */
      readonly files: readonly FileEntry[]
    }

/** The properties of one entry of a folder; without an entry, those of the place itself. */
export function subjectOf(location: Location, entry: Entry | undefined): PropertiesSubject {
  if (entry?.type === 'file') return { type: 'object', location, entry }
  const prefix = entry ? entry.prefix : location.prefix
  if (prefix !== '') return { type: 'folder', location: { ...location, prefix } }
  return { type: 'bucket', profileId: location.profileId, bucket: location.bucket }
}

/** What the window of properties is called. */
export function subjectTitle(subject: PropertiesSubject): string {
  switch (subject.type) {
    case 'object':
      return lastSegment(subject.entry.key) || subject.entry.key
    case 'folder':
      return lastSegment(subject.location.prefix) || subject.location.prefix
    case 'bucket':
      return subject.bucket
    case 'buckets':
      return `${subject.buckets.length.toLocaleString()} buckets`
    case 'several': {
      const { keys, prefixes } = subject.selection
      return `${(keys.length + prefixes.length).toLocaleString()} items`
    }
    default:
      return subject satisfies never
  }
}

/** What is counted for it; a single object has its size anyway. */
export function sizeTarget(subject: PropertiesSubject): SizeTarget | undefined {
  switch (subject.type) {
    case 'object':
      return undefined
    case 'folder': {
      const { profileId, bucket, prefix } = subject.location
      return { type: 'objects', profileId, bucket, selection: { keys: [], prefixes: [prefix] } }
    }
    case 'bucket':
      return { type: 'buckets', profileId: subject.profileId, buckets: [subject.bucket] }
    case 'buckets':
      return { type: 'buckets', profileId: subject.profileId, buckets: [...subject.buckets] }
    case 'several': {
      const { profileId, bucket } = subject.location
      return { type: 'objects', profileId, bucket, selection: subject.selection }
    }
    default:
      return subject satisfies never
  }
}

/** The key and the URI to copy, where it is about a single thing. */
export function subjectNames(
  subject: PropertiesSubject,
): { readonly key: string; readonly uri: string } | undefined {
  switch (subject.type) {
    case 'object': {
      const { key } = subject.entry
      return { key, uri: s3Uri(subject.location.bucket, key) }
    }
    case 'folder': {
      const { bucket, prefix } = subject.location
      return { key: prefix, uri: s3Uri(bucket, prefix) }
    }
    case 'bucket':
      return { key: '', uri: s3Uri(subject.bucket, '') }
    case 'buckets':
    case 'several':
      return undefined
    default:
      return subject satisfies never
  }
}
