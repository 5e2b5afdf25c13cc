/** What S3 says of an object in the headers of an answer, as the SDK names it. */
const TEXTS: Readonly<Record<string, string>> = {
  etag: 'ETag',
  'x-amz-version-id': 'VersionId',
  'content-type': 'ContentType',
  'content-range': 'ContentRange',
  'content-encoding': 'ContentEncoding',
  'content-disposition': 'ContentDisposition',
  'content-language': 'ContentLanguage',
  'cache-control': 'CacheControl',
  expires: 'ExpiresString',
  'x-amz-storage-class': 'StorageClass',
  'x-amz-server-side-encryption': 'ServerSideEncryption',
  'x-amz-server-side-encryption-aws-kms-key-id': 'SSEKMSKeyId',
  'x-amz-server-side-encryption-customer-algorithm': 'SSECustomerAlgorithm',
  'x-amz-restore': 'Restore',
  'x-amz-archive-status': 'ArchiveStatus',
  'x-amz-website-redirect-location': 'WebsiteRedirectLocation',
  'x-amz-replication-status': 'ReplicationStatus',
  'x-amz-object-lock-mode': 'ObjectLockMode',
  'x-amz-object-lock-legal-hold': 'ObjectLockLegalHoldStatus',
  'x-amz-checksum-crc32': 'ChecksumCRC32',
  'x-amz-checksum-crc32c': 'ChecksumCRC32C',
  'x-amz-checksum-crc64nvme': 'ChecksumCRC64NVME',
  'x-amz-checksum-md5': 'ChecksumMD5',
  'x-amz-checksum-sha1': 'ChecksumSHA1',
  'x-amz-checksum-sha256': 'ChecksumSHA256',
  'x-amz-checksum-sha512': 'ChecksumSHA512',
  'x-amz-checksum-type': 'ChecksumType',
}
const NUMBERS: Readonly<Record<string, string>> = {
  'content-length': 'ContentLength',
  'x-amz-tagging-count': 'TagCount',
  'x-amz-mp-parts-count': 'PartsCount',
}
const TIMES: Readonly<Record<string, string>> = {
  'last-modified': 'LastModified',
  'x-amz-object-lock-retain-until-date': 'ObjectLockRetainUntilDate',
}
const METADATA = 'x-amz-meta-'

/**
 * The headers of an answer about an object as the SDK tells them; those that verbs never ask for are
 * left out.
 */
export function leanHeaders(headers: Readonly<Record<string, string>>): Record<string, unknown> {
  const told: Record<string, unknown> = {}
  const metadata: Record<string, string> = {}
  for (const [header, text] of Object.entries(headers)) {
    const name = TEXTS[header]
    if (name !== undefined) told[name] = text
    else if (header in NUMBERS) told[NUMBERS[header] ?? ''] = Number(text)
    else if (header in TIMES) {
      const time = new Date(text)
      if (!Number.isNaN(time.getTime())) told[TIMES[header] ?? ''] = time
    } else if (header.startsWith(METADATA)) metadata[header.slice(METADATA.length)] = text
  }
  return { ...told, Metadata: metadata }
}
