import type { ObjectHead } from './s3.ts'

const ARCHIVES = new Set(['GLACIER', 'DEEP_ARCHIVE'])

/** Whether objects of this class can only be read after they were restored. */
export function isArchiveClass(storageClass: string): boolean {
  return ARCHIVES.has(storageClass)
}

/** Whether an object cannot be read right now: archived, and not restored or not yet. */
export function isArchived({
  storageClass,
  archiveStatus,
  restore,
}: Pick<ObjectHead, 'storageClass' | 'archiveStatus' | 'restore'>): boolean {
  if (!isArchiveClass(storageClass) && archiveStatus === undefined) return false
  return restore === undefined || !restore.includes('ongoing-request="false"')
}
