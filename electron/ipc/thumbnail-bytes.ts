import { z } from 'zod'
import { AppError } from '#shared/errors.ts'
import type { Thumbnails } from '../thumbnails/thumbnails.ts'
import { OBJECT_HEADERS } from './object-bytes.ts'

const ThumbnailQuery = z.object({
  profile: z.string().min(1).max(64),
  bucket: z.string().min(1).max(255),
  key: z.string().min(1).max(1024),
  etag: z.string().min(1).max(256),
})

type Respond = (request: Request) => Promise<Response>

/**
 * Answers `…/thumbnail?profile=…&bucket=…&key=…&etag=…` with a small picture, and leaves every
 * other address to `otherwise`. No content: there is none to be had, and the window shows an icon.
 */
export function serveThumbnails(thumbnails: Thumbnails, otherwise: Respond): Respond {
  return async request => {
    const { pathname, searchParams } = new URL(request.url)
    if (!pathname.endsWith('/thumbnail')) return otherwise(request)
    if (request.method !== 'GET') return answer(405)
    const query = ThumbnailQuery.safeParse(Object.fromEntries(searchParams))
    if (!query.success) return answer(400)
    const { profile, ...object } = query.data
    try {
      const bytes = await thumbnails.get({ profileId: profile, ...object }, request.signal)
      return bytes ? answer(200, bytes) : answer(204)
    } catch (error) {
      // Its row says that the object is there; what went wrong is told when it is opened.
      if (error instanceof AppError || request.signal.aborted) return answer(204)
      throw error
    }
  }
}

function answer(status: number, bytes?: Uint8Array): Response {
  return new Response(bytes ? Buffer.from(bytes) : null, {
    status,
    headers: { ...OBJECT_HEADERS, ...(bytes ? { 'content-type': 'image/webp' } : {}) },
  })
}
