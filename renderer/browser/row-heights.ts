import type { Settings } from '#shared/settings.ts'

/** How high a row is, in pixels. */
export const ROW_HEIGHTS: Readonly<Record<Settings['density'], number>> = {
  compact: 24,
  regular: 28,
  comfortable: 34,
}
