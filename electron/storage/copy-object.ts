import { CopyObjectCommand } from '@aws-sdk/client-s3'
import type { NotKept } from '#shared/s3.ts'
import type { Attempt } from './attempt.ts'
import type { BucketClient } from './bucket-client.ts'
import { wholeChecksum } from './checksum.ts'
import { conditionFor, type WriteProof } from './conditional-write.ts'
import { confirmCopy, expectSourceHeld, isOwnCopy } from './confirm-copy.ts'
import {
  type CopyWay,
  contentOf,
  copySourceHeader,
  keepingWhatGoes,
  neverKept,
  type Optional,
  optionalOf,
  storedAs,
} from './copy-attributes.ts'
import { copyParts } from './copy-parts.ts'
import {
  COPY_TIMEOUT,
  type CopyRequest,
  type CopyResult,
  type CopySource,
  type CopyTask,
  PARTS_FROM,
  type StoredCopy,
} from './copy-request.ts'
import { copyThrough } from './copy-through.ts'
import { failureOf } from './failure.ts'
import { withGrace } from './grace.ts'
import { checksumsOf } from './head.ts'
import { keepAccess, keepTags } from './keep-after-copy.ts'
import { NotAnS3Answer } from './not-an-s3-answer.ts'
import { quoted } from './read.ts'
import { withSlot } from './request-scope.ts'
import { withoutQuotes } from './without-quotes.ts'

/**
 * Copies an object: by the server itself from any bucket that this bucket's credentials may read, or
 * through this computer. The copy is proven before this resolves: it has the bytes of the version
 * that was asked for.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 * @throws AppError `changed-meanwhile` when the source is another version by now; `already-exists`
 *   or `changed-meanwhile` when the condition on the target does not hold
 */
export async function copyObject(
  client: BucketClient,
  request: CopyRequest,
  signal?: AbortSignal,
): Promise<CopyResult> {
  const { source, onProgress } = request
  const { head } = source
  const attempt = copyAttempt(client, request)
  const way = wayOf(request)
  const proof = way === 'whole' ? copyProof(source, signal) : undefined
  const condition = await conditionFor(client, request, attempt, signal, proof)
  const task = { ...request, condition, attempt }
  const optional = optionalOf(source, way)
  const { copied, dropped } = await keepingWhatGoes(optional, async kept => {
    // Before the first try it held a moment ago.
    if (kept.size < optional.length) await condition.check()
    return await WAYS[way](client, task, kept, signal).catch(error =>
      expectSourceHeld(task, error, signal),
    )
  })
  const etag = await confirmCopy(client, task, copied, signal)
  if (way === 'whole') onProgress?.(head.size)
  const notKept = new Set<NotKept>([...dropped, ...neverKept(source, way)])
  // Amazon takes them with the request; Ceph 16 forgets them there.
  if (!client.aws && (way !== 'whole' || isItself(client, request))) {
    for (const what of await keepTags(client, request, signal)) notKept.add(what)
  }
  if (way !== 'through') {
    for (const what of await keepAccess(client, request, signal)) notKept.add(what)
  }
  return { etag, bytes: head.size, notKept: [...notKept] }
}

const WAYS = { whole: copyWhole, parts: copyParts, through: copyThrough }

function wayOf({ source, through, partsFrom = PARTS_FROM }: CopyRequest): CopyWay {
  if (through) return 'through'
  return source.head.size >= partsFrom ? 'parts' : 'whole'
}

function copyAttempt(client: BucketClient, { source, key, ifNoneMatch }: CopyRequest): Attempt {
  const from = source.bucket === client.bucket ? '' : ` from the bucket “${source.bucket}”`
  const does = `copy “${source.head.key}”${from} to “${key}” in the bucket “${client.bucket}”`
  const conflict = ifNoneMatch ? 'already-exists' : 'changed-meanwhile'
  return client.attempt(does, 's3:PutObject', { key, conflict })
}

/** Many servers hold to conditions when they store, and ignore them when they copy. */
function copyProof(
  { bucket, head, look }: CopySource,
  signal: AbortSignal | undefined,
): WriteProof {
  const CopySource = copySourceHeader(bucket, head.key)
  return {
    of: 'conditionalCopies',
    send: (sdk, to) => sdk.send(new CopyObjectCommand({ ...to, CopySource })),
    isHeld: async () => (await look(signal)).etag === head.etag,
  }
}

/** @returns what the server says of the copy */
async function copyWhole(
  client: BucketClient,
  task: CopyTask,
  kept: ReadonlySet<Optional>,
  signal: AbortSignal | undefined,
): Promise<StoredCopy> {
  const { source, key, condition, attempt } = task
  const { head, bucket } = source
  // S3 refuses a copy onto itself that changes nothing; metadata that is sent counts as a change.
  const itself = isItself(client, task)
  const request = {
    Bucket: client.bucket,
    Key: key,
    CopySource: copySourceHeader(bucket, head.key),
    ...(head.etag === '' ? {} : { CopySourceIfMatch: quoted(head.etag) }),
    ...(itself ? { MetadataDirective: 'REPLACE' as const, ...contentOf(head) } : {}),
    ...(head.websiteRedirect === undefined
      ? {}
      : { WebsiteRedirectLocation: head.websiteRedirect }),
    ...(kept.has('tags') || head.tagCount === 0 ? {} : withoutTags(source.tags)),
    ...storedAs(head, kept),
    ...condition.headers,
  }
  try {
    const { CopyObjectResult } = await withSlot(signal, () =>
      withGrace(signal, late =>
        client.send(sdk => sdk.send(new CopyObjectCommand(request)), attempt, {
          signal: late,
          patience: 'long',
          idleTimeout: COPY_TIMEOUT,
        }),
      ),
    )
    const etag = CopyObjectResult?.ETag
    if (etag === undefined) throw failureOf(new NotAnS3Answer('There is no ETag', 200), attempt)
    const checksums = checksumsOf(CopyObjectResult ?? {})
    return {
      etag: withoutQuotes(etag),
      checksum: wholeChecksum(checksums, CopyObjectResult?.ChecksumType),
    }
  } catch (error) {
    const own = await isOwnCopy(client, task, error, signal)
    if (!own) throw error
    return { etag: own.etag }
  }
}

/** Only where there may be tags: servers without tagging would refuse the header. */
function withoutTags(tags: CopyRequest['source']['tags']) {
  return tags?.length === 0 ? {} : { TaggingDirective: 'REPLACE' as const }
}

function isItself(client: BucketClient, { source, key }: CopyRequest): boolean {
  return source.bucket === client.bucket && source.head.key === key
}
