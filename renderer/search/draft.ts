import type { PatternSyntax, SearchQuery, SearchScope } from '#shared/search.ts'
import { extensionsOf, type FileFamily } from '../model/file-family.ts'
import { storageClassName } from '../model/storage-class-name.ts'

/** When something was last modified, as one says it. */
export type Age = 'any' | 'day' | 'week' | 'month' | 'year' | 'between'

/** A search as it stands in the window, typed but maybe not yet right. */
export interface Draft {
  readonly text: string
  readonly syntax: PatternSyntax
  readonly wholeKey: boolean
  readonly matchCase: boolean
  readonly sizeFrom: string
  readonly sizeTo: string
  readonly age: Age
  /** Days as a date field gives them, `2026-06-18`; both are included. */
  readonly from: string
  readonly to: string
  readonly storageClasses: readonly string[]
  readonly families: readonly FileFamily[]
}

export const EMPTY_DRAFT: Draft = {
  text: '',
  syntax: 'substring',
  wholeKey: false,
  matchCase: false,
  sizeFrom: '',
  sizeTo: '',
  age: 'any',
  from: '',
  to: '',
  storageClasses: [],
  families: [],
}

const DAY = 24 * 60 * 60 * 1000
const DAYS: Readonly<Record<Exclude<Age, 'any' | 'between'>, number>> = {
  day: 1,
  week: 7,
  month: 30,
  year: 365,
}

/** What is wrong with a draft, in one sentence; `undefined` when it can be searched for. */
export function draftProblem(draft: Draft): string | undefined {
  const from = parseSize(draft.sizeFrom)
  const to = parseSize(draft.sizeTo)
  if (from === 'wrong' || to === 'wrong') return 'Write sizes like 500 kB, 1.5 GiB or 1000.'
  if (from !== undefined && to !== undefined && from > to) {
    return 'The least size is above the greatest.'
  }
  if (draft.age === 'between' && draft.from !== '' && draft.to !== '' && draft.from > draft.to) {
    return 'The first day is after the last.'
  }
  return undefined
}

/** What is searched for. `now` is in ms since the Unix epoch. */
export function queryOf(draft: Draft, now: number): SearchQuery {
  const { text, syntax, wholeKey, matchCase, storageClasses, families } = draft
  return {
    text,
    syntax,
    wholeKey,
    matchCase,
    ...bound('sizeFrom', parseSize(draft.sizeFrom)),
    ...bound('sizeTo', parseSize(draft.sizeTo)),
    ...times(draft, now),
    storageClasses: [...storageClasses],
    extensions: families.flatMap(extensionsOf),
  }
}

/** Bytes of a size as people write it; powers of 1000, and of 1024 with an `i`. */
export function parseSize(text: string): number | undefined | 'wrong' {
  if (text.trim() === '') return undefined
  const match = /^\s*([\d.,]+)\s*(?:([kmgtp])(i?)b?|b|bytes?)?\s*$/i.exec(text)
  const number = Number((match?.[1] ?? '').replace(',', '.'))
  if (!match || !Number.isFinite(number)) return 'wrong'
  const power = match[2] ? 'kmgtp'.indexOf(match[2].toLowerCase()) + 1 : 0
  return Math.round(number * (match[3] ? 1024 : 1000) ** power)
}

/** One filter that is set, in words, and the draft without it. */
export interface Chip {
  readonly label: string
  readonly without: Draft
}

/** The filters beside the text that are set. */
export function chipsOf(draft: Draft): Chip[] {
  const { sizeFrom, sizeTo, age, families, storageClasses } = draft
  const chips: Chip[] = families.map(family => ({
    label: FAMILY_NAMES[family],
    without: { ...draft, families: families.filter(other => other !== family) },
  }))
  if (sizeFrom || sizeTo) {
    const label = sizeTo ? `${sizeFrom || '0'} – ${sizeTo}` : `From ${sizeFrom}`
    chips.push({ label, without: { ...draft, sizeFrom: '', sizeTo: '' } })
  }
  if (age !== 'any') chips.push({ label: ageLabel(draft), without: { ...draft, age: 'any' } })
  for (const name of storageClasses) {
    const rest = storageClasses.filter(other => other !== name)
    chips.push({ label: storageClassName(name), without: { ...draft, storageClasses: rest } })
  }
  if (draft.wholeKey) chips.push({ label: 'Whole key', without: { ...draft, wholeKey: false } })
  return chips
}

export const AGES: readonly { readonly value: Age; readonly label: string }[] = [
  { value: 'any', label: 'Any time' },
  { value: 'day', label: 'Last 24 hours' },
  { value: 'week', label: 'Last 7 days' },
  { value: 'month', label: 'Last 30 days' },
  { value: 'year', label: 'Last 365 days' },
  { value: 'between', label: 'Between two days' },
]

export const FAMILY_NAMES: Readonly<Record<FileFamily, string>> = {
  image: 'Images',
  video: 'Video',
  audio: 'Audio',
  text: 'Text',
  code: 'Code',
  data: 'Data',
  archive: 'Archives',
  document: 'Documents',
  unknown: 'Other',
}

/** Where a search looks, in words. */
export function scopeLabel({ bucket, prefix }: SearchScope): string {
  if (bucket === undefined) return 'all buckets'
  return prefix === '' ? bucket : `${bucket}/${prefix}`
}

function ageLabel({ age, from, to }: Draft): string {
  if (age !== 'between') return AGES.find(({ value }) => value === age)?.label ?? ''
  if (from && to) return `${from} – ${to}`
  return from ? `From ${from}` : to ? `Until ${to}` : 'Between two days'
}

function times({ age, from, to }: Draft, now: number) {
  if (age === 'any') return {}
  if (age !== 'between') return { modifiedFrom: now - DAYS[age] * DAY }
  return {
    ...(from ? { modifiedFrom: new Date(`${from}T00:00:00`).getTime() } : {}),
    ...(to ? { modifiedTo: new Date(`${to}T23:59:59.999`).getTime() } : {}),
  }
}

function bound(name: 'sizeFrom' | 'sizeTo', size: number | undefined | 'wrong') {
  return typeof size === 'number' ? { [name]: size } : {}
}
