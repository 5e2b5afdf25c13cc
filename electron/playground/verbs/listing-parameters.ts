import { invalidArgument } from '../s3-error.ts'
import type { S3Request } from '../s3-request.ts'
import { escapeText, type Xml } from '../xml-write.ts'

const MAX_PAGE = 1000
const MAX_INT = 2_147_483_647

/** `max-keys` and its kin: at most 1000 whatever was asked for. */
export function pageLimit(request: S3Request, parameter: string): number {
  const given = request.param(parameter)
  if (given === undefined || given === '') return MAX_PAGE
  const limit = Number(given)
  if (!/^-?\d+$/.test(given)) {
    throw invalidArgument(
      `Provided ${parameter} not an integer or within integer range`,
      parameter,
      given,
    )
  }
  if (limit < 0 || limit > MAX_INT) {
    throw invalidArgument(
      `Argument ${parameter} must be an integer between 0 and ${MAX_INT}`,
      parameter,
      given,
    )
  }
  return Math.min(limit, MAX_PAGE)
}

/** How keys are written: as they are, or percent-encoded when encoding-type=url was asked for. */
export function keyWriter(request: S3Request): {
  readonly encodingType: string | undefined
  readonly write: (key: string) => string
} {
  const encodingType = request.param('encoding-type') || undefined
  if (encodingType === undefined) return { encodingType, write: key => key }
  if (encodingType !== 'url') {
    throw invalidArgument(
      'Invalid Encoding Method specified in Request',
      'encoding-type',
      encodingType,
    )
  }
  return { encodingType, write: urlEncoded }
}

/** S3 encodes keys as forms do: a space is `+`, and slashes stay. */
function urlEncoded(key: string): string {
  if (/^[\w./-]*$/.test(key)) return key
  return encodeURIComponent(key)
    .replaceAll('%2F', '/')
    .replaceAll('%20', '+')
    .replace(/[!'()~]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** The common prefixes of a page, written in one piece: there may be a thousand. */
export function commonPrefixElements(
  prefixes: readonly string[],
  write: (key: string) => string,
): Xml {
  const texts = prefixes.map(
    prefix => `<CommonPrefixes><Prefix>${escapeText(write(prefix))}</Prefix></CommonPrefixes>`,
  )
  return { xml: texts.join('') }
}

/** Times in listings are whole seconds, as S3 keeps them. */
export function isoSeconds(milliseconds: number): string {
  const day = Math.floor(milliseconds / DAY)
  const seconds = Math.floor((milliseconds - day * DAY) / 1000)
  const two = (value: number) => (value < 10 ? `0${value}` : String(value))
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return `${dateOf(day)}${two(hours)}:${two(minutes)}:${two(seconds % 60)}.000Z`
}

const DAY = 86_400_000
/** Days that objects are of, at most about twenty years: each date is worked out once. */
const DATES = new Map<number, string>()
const MOST_DATES = 8000

function dateOf(day: number): string {
  const known = DATES.get(day)
  if (known !== undefined) return known
  if (DATES.size === MOST_DATES) DATES.clear()
  const date = new Date(day * DAY).toISOString().slice(0, 11)
  DATES.set(day, date)
  return date
}
