import type { Failure, FailureCode } from '#shared/errors.ts'
import { type Place, placeAbove } from './navigation.ts'

/** What the user can do about a place that cannot be shown, besides going away. */
export type Way =
  | 'try-again'
  | 'edit-profile'
  | 'type-bucket'
  | 'open-buckets'
  | 'go-up'
  | 'set-region'

/** A failure as the window shows it: a few words, and the buttons that help, the best first. */
export interface Trouble {
  readonly title: string
  readonly look: 'offline' | 'locked' | 'missing' | 'clock' | 'shield' | 'slow' | 'fault'
  readonly ways: readonly Way[]
}

type Known = Readonly<Record<FailureCode, Trouble>>

const KNOWN: Partial<Known> = {
  unreachable: {
    title: 'The endpoint cannot be reached',
    look: 'offline',
    ways: ['try-again', 'edit-profile'],
  },
  timeout: {
    title: 'The endpoint does not answer',
    look: 'offline',
    ways: ['try-again', 'edit-profile'],
  },
  certificate: {
    title: 'The certificate is not trusted',
    look: 'shield',
    ways: ['edit-profile', 'try-again'],
  },
  'not-s3': {
    title: 'This address does not speak S3',
    look: 'fault',
    ways: ['edit-profile', 'try-again'],
  },
  'wrong-key': {
    title: 'The access key is not known',
    look: 'locked',
    ways: ['edit-profile', 'try-again'],
  },
  'wrong-secret': {
    title: 'The secret does not fit the access key',
    look: 'locked',
    ways: ['edit-profile', 'try-again'],
  },
  'expired-credentials': {
    title: 'The credentials have expired',
    look: 'clock',
    ways: ['edit-profile', 'try-again'],
  },
  'no-credentials': {
    title: 'There are no credentials',
    look: 'locked',
    ways: ['edit-profile', 'try-again'],
  },
  'clock-skew': {
    title: 'This computer’s clock is off',
    look: 'clock',
    ways: ['try-again'],
  },
  denied: {
    title: 'You may not list this folder',
    look: 'locked',
    ways: ['try-again', 'edit-profile', 'go-up'],
  },
  'wrong-region': {
    title: 'The bucket is in another region',
    look: 'missing',
    ways: ['set-region', 'edit-profile', 'try-again'],
  },
  'local-file': {
    title: 'This folder cannot be shown',
    look: 'missing',
    ways: ['try-again', 'go-up'],
  },
  throttled: { title: 'The endpoint asks to slow down', look: 'slow', ways: ['try-again'] },
  'server-error': { title: 'The endpoint has a problem', look: 'fault', ways: ['try-again'] },
  'no-such-bucket': {
    title: 'There is no such bucket',
    look: 'missing',
    ways: ['open-buckets', 'try-again', 'edit-profile'],
  },
  'not-found': { title: 'It is not there', look: 'missing', ways: ['go-up', 'try-again'] },
  'no-such-profile': { title: 'This profile is gone', look: 'missing', ways: [] },
  'keychain-absent': {
    title: 'There is no keychain',
    look: 'locked',
    ways: ['edit-profile', 'try-again'],
  },
  'keychain-locked': {
    title: 'The keychain is locked',
    look: 'locked',
    ways: ['try-again', 'edit-profile'],
  },
  'keychain-hung': {
    title: 'The keychain does not answer',
    look: 'slow',
    ways: ['try-again', 'edit-profile'],
  },
}

const OTHER: Trouble = { title: 'This cannot be shown', look: 'fault', ways: ['try-again'] }

/** Finds the words and the ways out for a failure at a place. */
export function troubleOf(failure: Failure, place: Place, online: boolean): Trouble {
  if (!online && (failure.code === 'unreachable' || failure.code === 'timeout')) {
    return { title: 'This computer is offline', look: 'offline', ways: ['try-again'] }
  }
  if (failure.code === 'denied' && place.type === 'profile') {
    return {
      title: 'These credentials may not list buckets',
      look: 'locked',
      ways: ['type-bucket', 'try-again', 'edit-profile'],
    }
  }
  const trouble = KNOWN[failure.code] ?? OTHER
  return { ...trouble, ways: trouble.ways.filter(way => applies(way, failure, place)) }
}

/** The facts of a failure for its folded details, without those that are not known. */
export function failureDetails(failure: Failure): { label: string; value: string }[] {
  const { subject, details } = failure
  const rows: [string, string | number | undefined][] = [
    ['Code', failure.code],
    ['Server code', details.serverCode],
    ['Server message', details.serverMessage],
    ['HTTP status', details.status],
    ['Request id', details.requestId],
    ['Host', details.host ?? subject.endpoint],
    ['Region', details.region],
    ['Bucket', subject.bucket],
    ['Key', subject.key],
    ['Path', subject.path],
  ]
  return rows.flatMap(([label, value]) =>
    value === undefined ? [] : [{ label, value: String(value) }],
  )
}

function applies(way: Way, failure: Failure, place: Place): boolean {
  if (way === 'go-up') {
    return place.type === 'local'
      ? placeAbove(place) !== undefined
      : place.type === 'folder' && place.location.prefix !== ''
  }
  if (way === 'set-region') return failure.details.region !== undefined
  return true
}
