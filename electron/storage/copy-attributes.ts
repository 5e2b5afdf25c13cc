import type { CopyObjectCommandInput } from '@aws-sdk/client-s3'
import { AppError } from '#shared/errors.ts'
import type { NotKept, ObjectHead } from '#shared/s3.ts'
import type { CopySource, Tag } from './copy-request.ts'

/** What a server may refuse to give a copy. */
export type Optional = Extract<NotKept, 'encryption' | 'storage-class' | 'tags'>

/** By CopyObject, by UploadPartCopy, or read and stored again by this computer. */
export type CopyWay = 'whole' | 'parts' | 'through'

/** What of it this source has: only that can be asked for, and missed. */
export function optionalOf({ head, tags }: CopySource, way: CopyWay): Optional[] {
  const tagged = tags === undefined ? head.tagCount !== 0 : tags.length > 0
  return [
    // A key of another account or endpoint would only be refused.
    ...(isKeyed(head) && way !== 'through' ? (['encryption'] as const) : []),
    ...(head.storageClass === 'STANDARD' ? [] : (['storage-class'] as const)),
    ...(tagged ? (['tags'] as const) : []),
  ]
}

/**
 * Copies with everything, and where the server refuses that, with as little less as it takes.
 *
 * @throws AppError of the first try when none goes through
 */
export async function keepingWhatGoes<T>(
  optional: readonly Optional[],
  copy: (kept: ReadonlySet<Optional>) => Promise<T>,
): Promise<{ copied: T; dropped: readonly Optional[] }> {
  let first: unknown
  for (const dropped of fewestFirst(optional)) {
    try {
      const copied = await copy(new Set(optional.filter(what => !dropped.includes(what))))
      return { copied, dropped }
    } catch (error) {
      first ??= error
      if (!isAboutAttributes(error)) throw error
    }
  }
  throw first
}

/** Every choice of them, none at first and all at last. */
function fewestFirst(optional: readonly Optional[]): Optional[][] {
  const choices = Array.from({ length: 2 ** optional.length }, (_, bits) =>
    optional.filter((_what, index) => bits & (1 << index)),
  )
  return choices.sort((a, b) => a.length - b.length)
}

type StoredAs = Pick<
  CopyObjectCommandInput,
  'StorageClass' | 'ServerSideEncryption' | 'SSEKMSKeyId'
>

/** The class and encryption of the source; S3 gives a copy those of the bucket when not told. */
export function storedAs(head: ObjectHead, kept: ReadonlySet<Optional>): StoredAs {
  return {
    ...(kept.has('storage-class')
      ? { StorageClass: head.storageClass as NonNullable<StoredAs['StorageClass']> }
      : {}),
    ...(kept.has('encryption')
      ? {
          ServerSideEncryption: head.encryption as NonNullable<StoredAs['ServerSideEncryption']>,
          SSEKMSKeyId: head.kmsKeyId,
        }
      : {}),
  }
}

/** The headers and metadata of the source, for requests that do not copy them by themselves. */
export function contentOf(head: ObjectHead) {
  const expires = head.expires === undefined ? undefined : new Date(head.expires)
  return {
    ContentType: head.contentType,
    ContentEncoding: head.contentEncoding,
    ContentDisposition: head.contentDisposition,
    ContentLanguage: head.contentLanguage,
    CacheControl: head.cacheControl,
    Expires: Number.isNaN(expires?.getTime()) ? undefined : expires,
    WebsiteRedirectLocation: head.websiteRedirect,
    Metadata: head.metadata,
  }
}

/** Tags as the `x-amz-tagging` header wants them. */
export function taggingHeader(tags: readonly Tag[]): string {
  return tags
    .map(({ Key, Value }) => `${encodeURIComponent(Key)}=${encodeURIComponent(Value)}`)
    .join('&')
}

/** What this copy can't have: S3 keeps locks to the object, and an endpoint its keys and users. */
export function neverKept({ head, tags, access }: CopySource, way: CopyWay): NotKept[] {
  const through = way === 'through'
  const locked = head.objectLockMode !== undefined || head.legalHold === 'ON'
  const unread = way !== 'whole' && tags === undefined && head.tagCount !== 0
  return [
    ...(locked ? (['lock'] as const) : []),
    ...(through && isKeyed(head) ? (['encryption'] as const) : []),
    ...(through && access ? (['access'] as const) : []),
    ...(unread ? (['tags'] as const) : []),
  ]
}

function isKeyed({ encryption }: ObjectHead): boolean {
  return encryption?.startsWith('aws:kms') ?? false
}

/** `x-amz-copy-source`: every byte but the unreserved ones encoded, since a `+` would be a space. */
export function copySourceHeader(bucket: string, key: string): string {
  const encoded = encodeURIComponent(key).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${bucket}/${encoded.replaceAll('%2F', '/')}`
}

const ABOUT_ATTRIBUTES = new Set(['invalid', 'denied', 'not-supported'])

function isAboutAttributes(error: unknown): boolean {
  return error instanceof AppError && ABOUT_ATTRIBUTES.has(error.code)
}
