import { Readable } from 'node:stream'
import { z } from 'zod'
import { AppError, type FailureCode } from '#shared/errors.ts'
import { lastSegment } from '#shared/location.ts'
import { defectText } from './defect-text.ts'
import { SAFETY_HEADERS } from './page-policy.ts'

/** Whatever an object is, a browser that opens it runs nothing and loads nothing. */
export const OBJECT_HEADERS = {
  ...SAFETY_HEADERS,
  'content-security-policy': "sandbox; default-src 'none'",
  'cache-control': 'no-store',
}

const ObjectQuery = z.object({
  profile: z.string().min(1).max(64),
  bucket: z.string().min(1).max(255),
  key: z.string().min(1).max(1024),
  /** Only this version of it: an ETag. */
  etag: z.string().min(1).max(256).optional(),
  /** What it really is, where the stored type is wrong: a picture, sound or film, never a page. */
  as: z
    .string()
    .regex(/^(image|audio|video)\/[\w.+-]{1,64}$/)
    .optional(),
  /** `1`: saved as a file instead of shown. */
  download: z.literal('1').optional(),
})

/** An open object, or the part of it that was asked for. */
export interface ObjectBytes {
  readonly stream: Readable
  /** Bytes in the stream. */
  readonly size: number
  /** Bytes of the whole object. */
  readonly totalSize: number
  readonly etag: string
  readonly contentType?: string
}

export type OpenObject = (
  object: {
    profileId: string
    bucket: string
    key: string
    range?: ByteRange
    ifMatch?: string | undefined
  },
  signal: AbortSignal,
) => Promise<ObjectBytes>

export interface ByteRange {
  readonly start: number
  /** Inclusive; without it to the end. */
  readonly end?: number
}

/**
 * Answers `?profile=…&bucket=…&key=…` (and perhaps `&etag=…&as=…`) with the object's bytes, streamed: behind `pail-object://`
 * in the desktop shell and behind `/object/` in the browser shell. One range is honoured (RFC 9110
 * section 14); anything else gets the whole object, as the RFC allows.
 *
 * @param log takes one redacted line for each defect; whoever asked only learns that there was one.
 */
export function serveObjectBytes(
  open: OpenObject,
  log: (line: string) => void,
): (request: Request) => Promise<Response> {
  return async request => {
    if (request.method !== 'GET') return problem(405, 'Only GET.')
    const query = ObjectQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams))
    if (!query.success) return problem(400, 'The address names no object.')
    const { profile, bucket, key, etag, as, download } = query.data
    const range = parseRange(request.headers.get('range'))
    try {
      const object = { profileId: profile, bucket, key, ifMatch: etag, ...(range ? { range } : {}) }
      const bytes = await open(object, request.signal)
      return new Response(Readable.toWeb(bytes.stream) as ReadableStream<Uint8Array>, {
        status: range ? 206 : 200,
        headers: {
          ...OBJECT_HEADERS,
          'content-type': download
            ? 'application/octet-stream'
            : (as ?? shownType(bytes.contentType)),
          'content-length': String(bytes.size),
          'accept-ranges': 'bytes',
          etag: `"${bytes.etag.replaceAll('"', '')}"`,
          ...(range ? { 'content-range': contentRange(range, bytes) } : {}),
          ...(download ? { 'content-disposition': attachment(lastSegment(key)) } : {}),
        },
      })
    } catch (error) {
      if (error instanceof AppError) return problem(statusOf(error.code), error.message)
      // Nobody reads this any more.
      if (request.signal.aborted) return problem(408, 'Canceled.')
      log(`object bytes failed: ${defectText(error, undefined)}`)
      return problem(500, 'Something went wrong inside Pail.')
    }
  }
}

/** `bytes=a-b` and `bytes=a-`; `undefined` for every other form. */
function parseRange(header: string | null): ByteRange | undefined {
  const match = /^bytes=(\d{1,15})-(\d{1,15})?$/.exec(header ?? '')
  if (!match) return undefined
  const start = Number(match[1])
  if (match[2] === undefined) return { start }
  const end = Number(match[2])
  return end < start ? undefined : { start, end }
}

function contentRange({ start }: ByteRange, { size, totalSize }: ObjectBytes): string {
  return `bytes ${start}-${start + size - 1}/${totalSize}`
}

/** The stored type, unless it is not one: a type comes from whoever stored the object. */
function shownType(stored: string | undefined): string {
  return stored && /^[\w.+-]+\/[\w.+-]+(\s*;\s*[\w-]+=[\w."-]+)*$/.test(stored)
    ? stored
    : 'application/octet-stream'
}

/** RFC 6266 with RFC 8187's `filename*`; the plain name is for whoever reads only that. */
export function attachment(name: string): string {
  const safe = name.replace(/[/\\]/g, '_') || 'download'
  const plain = safe.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(safe.toWellFormed()).replace(
    /['()*]/g,
    letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}

function statusOf(code: FailureCode): number {
  switch (code) {
    case 'not-found':
    case 'no-such-bucket':
    case 'no-such-profile':
      return 404
    case 'denied':
      return 403
    case 'invalid':
      return 416
    case 'archived':
      return 409
    case 'changed-meanwhile':
      return 412
    default:
      return 502
  }
}

function problem(status: number, message: string): Response {
  return new Response(`${message}\n`, {
    status,
    headers: { ...OBJECT_HEADERS, 'content-type': 'text/plain; charset=utf-8' },
  })
}
