import { AppError, type Failure, type FailureCode } from '#shared/errors.ts'
import type { ProbeStep } from '#shared/ipc/methods/profiles.ts'
import { DELIMITER, s3Uri } from '#shared/location.ts'
import type { CredentialSource, ProfileDraft } from '#shared/profile.ts'
import type { Bucket, ObjectPage } from '#shared/s3.ts'

/** What a probe needs of a connection; an S3Connection is one. */
export interface ProbeTarget {
  listBuckets(signal?: AbortSignal): Promise<Bucket[]>
  storage(bucket: string): {
    listPage(
      page: { prefix: string; delimiter: string; maxKeys: number },
      signal?: AbortSignal,
    ): Promise<ObjectPage>
  }
  close(): void
}

export interface ProbeOptions {
  readonly profile: ProfileDraft
  /** Opens the connection that the draft would have. */
  readonly connect: () => Promise<ProbeTarget>
}

/**
 * Tries out a profile before it is saved, with two requests at most and changing nothing: is the
 * endpoint there, does it take the credentials, do buckets list, does the start location open.
 * What fails is told in the steps. Rejects only when aborted, or for a defect of ours.
 */
export async function probeProfile(
  { profile, connect }: ProbeOptions,
  signal?: AbortSignal,
): Promise<{ ok: boolean; steps: ProbeStep[] }> {
  const target = await attempt(connect, signal)
  if ('failure' in target) {
    return outcome([
      skipped('reach', 'Not tried, because there are no credentials to try it with.'),
      failed('credentials', target.failure),
      ...untried(['list-buckets', 'start-location']),
    ])
  }
  try {
    return outcome(await probeTarget(profile, target.value, signal))
  } finally {
    target.value.close()
  }
}

async function probeTarget(
  profile: ProfileDraft,
  target: ProbeTarget,
  signal: AbortSignal | undefined,
): Promise<ProbeStep[]> {
  const buckets = await attempt(() => target.listBuckets(signal), signal)
  const reached = ok('reach', `${hostOf(profile)} answers.`)
  if ('value' in buckets) {
    const accepted = ok('credentials', acceptedFinding(profile.credentials))
    const found = ok('list-buckets', countFinding(buckets.value.length))
    return [reached, accepted, found, await probeStart(profile, target, signal)]
  }
  const { failure } = buckets
  const stage = stageOf(failure.code, profile.credentials)
  switch (stage) {
    case 'reach':
      return [
        failed('reach', failure),
        ...untried(['credentials', 'list-buckets', 'start-location']),
      ]
    case 'credentials':
      return [
        reached,
        failed('credentials', failure),
        ...untried(['list-buckets', 'start-location']),
      ]
    case 'permission': {
      const start = await probeStart(profile, target, signal)
      return [
        reached,
        // A key without this permission is known; the start location shows more, where there is one.
        start.result === 'failed'
          ? skipped('credentials', 'Not certain: nothing could be listed with them.')
          : ok('credentials', acceptedFinding(profile.credentials)),
        skipped('list-buckets', mayNotListFinding(profile)),
        start,
      ]
    }
    case 'request':
      return [
        reached,
        skipped('credentials', 'Not certain, because the buckets could not be listed.'),
        failed('list-buckets', failure),
        await probeStart(profile, target, signal),
      ]
    default:
      return stage satisfies never
  }
}

async function probeStart(
  profile: ProfileDraft,
  target: ProbeTarget,
  signal: AbortSignal | undefined,
): Promise<ProbeStep> {
  const { start } = profile
  if (!start) return skipped('start-location', 'No start bucket is set.')
  const { bucket, prefix } = start
  const page = await attempt(
    () => target.storage(bucket).listPage({ prefix, delimiter: DELIMITER, maxKeys: 1 }, signal),
    signal,
  )
  if ('failure' in page) return failed('start-location', page.failure)
  const isEmpty = page.value.objects.length === 0 && page.value.commonPrefixes.length === 0
  const uri = s3Uri(bucket, prefix)
  return ok('start-location', isEmpty ? `${uri} opens; nothing is in it yet.` : `${uri} opens.`)
}

/** What a failed list of buckets says about: how far the request got. */
type Stage = 'reach' | 'credentials' | 'permission' | 'request'

function stageOf(code: FailureCode, credentials: CredentialSource): Stage {
  switch (code) {
    case 'unreachable':
    case 'timeout':
    case 'certificate':
    case 'not-s3':
      return 'reach'
    case 'no-credentials':
      // Without credentials nobody lists buckets, and nobody expects it.
      return credentials.type === 'anonymous' ? 'permission' : 'credentials'
    case 'wrong-key':
    case 'wrong-secret':
    case 'expired-credentials':
    case 'clock-skew':
    case 'keychain-absent':
    case 'keychain-locked':
    case 'keychain-hung':
      return 'credentials'
    case 'denied':
    case 'not-supported':
      return 'permission'
    default:
      return 'request'
  }
}

type Attempt<T> = { readonly value: T } | { readonly failure: Failure }

async function attempt<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<Attempt<T>> {
  signal?.throwIfAborted()
  try {
    return { value: await work() }
  } catch (error) {
    signal?.throwIfAborted()
    if (!(error instanceof AppError) || error.code === 'canceled') throw error
    return { failure: error.failure }
  }
}

function outcome(steps: ProbeStep[]): { ok: boolean; steps: ProbeStep[] } {
  return { ok: steps.every(step => step.result !== 'failed'), steps }
}

function ok(name: ProbeStep['name'], finding: string): ProbeStep {
  return { name, result: 'ok', finding }
}

function skipped(name: ProbeStep['name'], finding: string): ProbeStep {
  return { name, result: 'skipped', finding }
}

function failed(name: ProbeStep['name'], failure: Failure): ProbeStep {
  return { name, result: 'failed', finding: failure.message, failure }
}

function untried(names: readonly ProbeStep['name'][]): ProbeStep[] {
  return names.map(name => skipped(name, 'Not tried.'))
}

function hostOf({ endpoint, region }: ProfileDraft): string {
  return endpoint.type === 'aws' ? `AWS in ${region}` : new URL(endpoint.url).host
}

function acceptedFinding(credentials: CredentialSource): string {
  switch (credentials.type) {
    case 'keys':
      return `The access key ${credentials.accessKeyId} is accepted.`
    case 'aws-profile':
      return `The credentials of the AWS profile “${credentials.name}” are accepted.`
    case 'anonymous':
      return 'None are sent, as the profile says.'
    default:
      return credentials satisfies never
  }
}

function countFinding(count: number): string {
  if (count === 0) return 'There are no buckets yet.'
  return count === 1 ? 'Found 1 bucket.' : `Found ${count.toLocaleString('en')} buckets.`
}

function mayNotListFinding({ start, credentials }: ProfileDraft): string {
  const why =
    credentials.type === 'anonymous'
      ? 'Without credentials the buckets cannot be listed'
      : 'These credentials may not list the buckets'
  return start
    ? `${why}; the profile opens at its start location.`
    : `${why}. Set a start bucket, so that the profile opens there.`
}
