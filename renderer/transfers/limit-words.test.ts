import { expect, test } from 'vitest'
import { limitWords } from './limit-words.ts'

/** A Monday. */
const NOW = new Date(2026, 2, 2, 12).getTime()
const evening = new Date(2026, 2, 2, 18).getTime()
const tomorrow = new Date(2026, 2, 3, 9, 30).getTime()
const words = (limits: Partial<Parameters<typeof limitWords>[0]>) =>
  limitWords({ up: 0, down: 0, lifted: false, ...limits }, NOW, 'en-GB')

test('the bar tells which limits hold, and until when', () => {
  expect(words({ up: 2_000_000, down: 2_000_000 })).toBe('Limited to 2.0 MB/s')
  expect(words({ up: 2_000_000, until: evening })).toBe('Uploads limited to 2.0 MB/s until 18:00')
  expect(words({ down: 50_000 })).toBe('Downloads limited to 50.0 kB/s')
  expect(words({ up: 2_000_000, down: 5_000_000, until: tomorrow })).toBe(
    'Limited to 2.0 MB/s up, 5.0 MB/s down until Tue 09:30',
  )
})

test('a limit that was lifted says when it comes back', () => {
  expect(words({ lifted: true })).toBe('Speed limit lifted')
  expect(words({ lifted: true, until: evening })).toBe('Speed limit lifted until 18:00')
})
