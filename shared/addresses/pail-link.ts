import { z } from 'zod'
import type { Address } from './address.ts'
import { encodedKey, percentEncoded, queryValue } from './percent.ts'

/**
 * A place as a link tells it. `id` finds the profile on this computer, `profile` (its name) on
 * another one. Everything is a value of the query, because the path of a URL is folded on its way
 * through other programs, and `a/../b` is a key like others:
 *
 *     pail://open?profile=Work&id=5f0c…&bucket=reports&prefix=2026/q3/&select=totals.csv
 *
 * A link is not trusted: it names a place, and at most the window goes there.
 */
export const PailLink = z.object({
  id: z.string().min(1).max(64).optional(),
  profile: z.string().min(1).max(80).optional(),
  bucket: z.string().min(1).max(255).optional(),
  prefix: z.string().max(1024),
  /** The rest of the key or prefix to select in the folder. */
  select: z.string().min(1).max(1024).optional(),
})
export type PailLink = z.infer<typeof PailLink>

/** Longer texts are no links of ours: a key of 1,024 bytes is at most three times that encoded. */
const MAX_LENGTH = 16_384

/** Whether a text means to be a link, be it a good one or not. */
export function looksLikePailLink(text: string): boolean {
  return /^\s*pail:/i.test(text)
}

/** Reads a link; `undefined` for whatever is not exactly one. */
export function parsePailLink(text: string): PailLink | undefined {
  const match = text.length > MAX_LENGTH ? null : /^pail:\/\/open\/?\?([^#\s]*)$/i.exec(text.trim())
  if (!match) return undefined
  const value = (name: string) => queryValue(match[1] ?? '', name) || undefined
  const link = PailLink.safeParse({
    id: value('id'),
    profile: value('profile'),
    bucket: value('bucket'),
    prefix: value('prefix') ?? '',
    select: value('select'),
  })
  if (!link.success) return undefined
  const { id, profile, bucket, prefix, select } = link.data
  if (id === undefined && profile === undefined) return undefined
  const placeless = bucket === undefined && (prefix !== '' || select !== undefined)
  return placeless ? undefined : link.data
}

/** Writes the link of a place. */
export function pailLink({ id, profile, bucket, prefix, select }: PailLink): string {
  const values = [
    ['profile', profile && percentEncoded(profile)],
    ['id', id && percentEncoded(id)],
    ['bucket', bucket && percentEncoded(bucket)],
    ['prefix', encodedKey(prefix)],
    ['select', select && encodedKey(select)],
  ]
  const given = values.filter(([, value]) => value).map(([name, value]) => `${name}=${value}`)
  return `pail://open?${given.join('&')}`
}

/** The same as an address, to be gone to like any other. */
export function linkAddress({ id, profile, bucket, prefix, select }: PailLink): Address {
  return {
    home: { type: 'profile', id, label: profile },
    bucket,
    keyOrPrefix: prefix,
    entry: select && prefix + select,
  }
}
