import { afterAll, beforeAll, describe } from 'vitest'
import { attributes } from './cases/attributes.ts'
import { auth } from './cases/auth.ts'
import { bucketConfiguration } from './cases/bucket-configuration.ts'
import { buckets } from './cases/buckets.ts'
import { checksums } from './cases/checksums.ts'
import { chunkedUploads } from './cases/chunked-uploads.ts'
import { conditionalWrites } from './cases/conditional-writes.ts'
import { copy } from './cases/copy.ts'
import { deleteMany } from './cases/delete-many.ts'
import { keys } from './cases/keys.ts'
import { listing } from './cases/listing.ts'
import { model } from './cases/model.ts'
import { multipart } from './cases/multipart.ts'
import { multipartChecksums } from './cases/multipart-checksums.ts'
import { multipartLists } from './cases/multipart-lists.ts'
import { objects } from './cases/objects.ts'
import { paging } from './cases/paging.ts'
import { presigned } from './cases/presigned.ts'
import { rangesAndConditions } from './cases/ranges-and-conditions.ts'
import { streams } from './cases/streams.ts'
import { tagging } from './cases/tagging.ts'
import { versioning } from './cases/versioning.ts'
import { virtualHosted } from './cases/virtual-hosted.ts'
import { checkThatEveryDifferenceIsUsed } from './check.ts'
import type { Subject } from './subject.ts'

const AREAS = [
  auth,
  presigned,
  chunkedUploads,
  buckets,
  bucketConfiguration,
  objects,
  streams,
  checksums,
  rangesAndConditions,
  conditionalWrites,
  keys,
  listing,
  paging,
  deleteMany,
  multipart,
  multipartLists,
  multipartChecksums,
  copy,
  versioning,
  attributes,
  tagging,
  virtualHosted,
  model,
]

/** Registers everything that a server must do like Amazon S3. */
export function conformanceSuite(subject: Subject, options: { skip: boolean }): void {
  describe.skipIf(options.skip)(`S3 conformance of ${subject.name}`, () => {
    beforeAll(() => subject.start())
    afterAll(() => subject.stop())
    for (const register of AREAS) register(subject)
    checkThatEveryDifferenceIsUsed(subject.name)
  })
}
