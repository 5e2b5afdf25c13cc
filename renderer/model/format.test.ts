import { describe, expect, test } from 'vitest'
import { formatBytes, formatCount, formatSize, formatTime } from './format.ts'

describe('sizes', () => {
  test('have one decimal, and never round up to a thousand of a unit', () => {
    expect(formatSize(0, 'en')).toBe('0 B')
    expect(formatSize(999, 'en')).toBe('999 B')
    expect(formatSize(1000, 'en')).toBe('1.0 kB')
    expect(formatSize(1_234_567, 'en')).toBe('1.2 MB')
    expect(formatSize(999_950, 'en')).toBe('1.0 MB')
    expect(formatSize(5 * 1024 ** 4, 'en')).toBe('5.5 TB')
    expect(formatSize(1_234_567, 'de')).toBe('1,2 MB')
  })

  test('are told to the byte, and counted with the right noun', () => {
    expect(formatBytes(1, 'en')).toBe('1 byte')
    expect(formatBytes(1_234_567, 'en')).toBe('1,234,567 bytes')
    expect(formatCount(12_480, 'object', 'en')).toBe('12,480 objects')
  })
})

describe('times', () => {
  const now = Date.UTC(2026, 2, 14, 15, 0, 0)
  test('are relative under a day and a date after that', () => {
    expect(formatTime(now - 20_000, now, 'en')).toBe('just now')
    expect(formatTime(now - 5 * 60_000, now, 'en')).toBe('5 min ago')
    expect(formatTime(now - 3 * 3_600_000, now, 'en')).toBe('3 h ago')
    expect(formatTime(now - 3 * 86_400_000, now, 'en')).toMatch(/Mar 11, 2026/)
  })

  test('in the future are dates, not negative ages', () => {
    expect(formatTime(now + 3_600_000, now, 'en')).toMatch(/Mar 14, 2026/)
  })
})
