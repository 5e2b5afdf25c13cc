import { queryOptions } from '@tanstack/react-query'
import type { BucketFactName } from '#shared/properties.ts'
import { call } from '../api/client.ts'

/** One object of a bucket. */
export interface ObjectName {
  readonly profileId: string
  readonly bucket: string
  readonly key: string
}

/** What is known beyond HEAD is asked for when it is looked at, and again when it is looked at again. */
const FRESH = { staleTime: 0, gcTime: 0 }

export function tagsQuery(object: ObjectName) {
  return queryOptions({
    queryKey: ['properties', 'tags', object],
    queryFn: ({ signal }) => call('properties.tags', { ...object }, signal),
    ...FRESH,
  })
}

export function aclQuery(object: ObjectName) {
  return queryOptions({
    queryKey: ['properties', 'acl', object],
    queryFn: ({ signal }) => call('properties.acl', { ...object }, signal),
    ...FRESH,
  })
}

export function versionCountQuery(object: ObjectName) {
  return queryOptions({
    queryKey: ['properties', 'versions', object],
    queryFn: ({ signal }) => call('properties.versions', { ...object }, signal),
    ...FRESH,
  })
}

/** One fact of a bucket; each is a request of its own. */
export function bucketFactQuery(profileId: string, bucket: string, fact: BucketFactName) {
  return queryOptions({
    queryKey: ['properties', 'bucket', profileId, bucket, fact],
    queryFn: ({ signal }) => call('properties.bucket', { profileId, bucket, fact }, signal),
    ...FRESH,
  })
}
