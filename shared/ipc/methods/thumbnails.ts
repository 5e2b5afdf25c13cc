import { z } from 'zod'
import { method } from '../method.ts'
import { nothing } from './nothing.ts'

/** The thumbnails kept on disk; the pictures themselves come as object bytes. */
export const thumbnailsMethods = {
  'thumbnails.usage': method(nothing, z.object({ bytes: z.number(), limit: z.number() })),
  'thumbnails.clear': method(nothing, nothing),
} as const
