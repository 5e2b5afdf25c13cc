import mime from 'mime'

/**
 * The Content-Type of an object by its name, so that browsers show it rather than save it. Text has
 * no charset: Pail has not looked inside and must not promise one.
 */
export function contentTypeOf(key: string): string {
  return mime.getType(key) ?? 'application/octet-stream'
}
