/** ETags are opaque, and quoted or not by the mood of the server. */
export function withoutQuotes(etag: string | undefined): string {
  if (etag === undefined) return ''
  return etag.length > 1 && etag.startsWith('"') && etag.endsWith('"') ? etag.slice(1, -1) : etag
}
