/** Where a result is, as a path from its bucket. */
export function folderLabel(bucket: string, key: string, name: string): string {
  const folder = key.slice(0, key.length - name.length)
  return folder === '' ? bucket : `${bucket}/${folder}`
}
