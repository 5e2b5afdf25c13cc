const CLASS_NAMES: Record<string, string> = {
  STANDARD: 'Standard',
  STANDARD_IA: 'Standard-IA',
  ONEZONE_IA: 'One Zone-IA',
  INTELLIGENT_TIERING: 'Intelligent',
  GLACIER_IR: 'Glacier Instant',
  GLACIER: 'Glacier Flexible',
  DEEP_ARCHIVE: 'Deep Archive',
  REDUCED_REDUNDANCY: 'Reduced',
  EXPRESS_ONEZONE: 'Express One Zone',
}

/** What a storage class is called where there is little room; one that nobody knows is told as it is. */
export function storageClassName(storageClass: string): string {
  return CLASS_NAMES[storageClass] ?? storageClass
}
