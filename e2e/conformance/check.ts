import { S3ServiceException } from '@aws-sdk/client-s3'
import { expect, test } from 'vitest'
import type { Difference } from './differences/difference.ts'
import { differences } from './differences.ts'
import type { ServerName } from './subject.ts'

const known = new Set<string>()

/**
 * Registers one check. Where this server is known to differ, the check must still fail in the way
 * that is written down in differences/, so that no entry outlives its cause.
 */
export function registerCheck(
  server: ServerName,
  area: string,
  title: string,
  run: () => Promise<void>,
): void {
  const id = `${area}: ${title}`
  if (known.has(id)) throw new Error(`two checks are called "${id}"`)
  known.add(id)
  const entry = differences.find(entry => entry.server === server && entry.checks.includes(id))
  if (entry) test(`${title} [differs: ${entry.got}]`, () => expectDifference(entry, id, run))
  else test(title, run)
}

/** Fails when an entry of the differences names a check that no longer exists. */
export function checkThatEveryDifferenceIsUsed(server: ServerName): void {
  test('every written-down difference belongs to a check', () => {
    const named = differences
      .filter(entry => entry.server === server)
      .flatMap(({ checks }) => checks)
    expect(named.filter(check => !known.has(check))).toEqual([])
  })
}

/** `accepted`, or the status and S3's error code, as in `404 NoSuchKey`. */
export async function outcome(sent: Promise<unknown>): Promise<string> {
  try {
    await sent
    return 'accepted'
  } catch (error) {
    if (!(error instanceof S3ServiceException)) throw error
    return `${error.$metadata.httpStatusCode} ${error.name}`
  }
}

async function expectDifference(
  { server, shows }: Difference,
  id: string,
  run: () => Promise<void>,
): Promise<void> {
  const failure = await run().then(
    () => undefined,
    (error: unknown) => error,
  )
  if (failure === undefined) {
    throw new Error(`${server} now does this: remove "${id}" from the differences`)
  }
  expect(describeFailure(failure)).toMatch(shows)
}

function describeFailure(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure)
  const status = failure instanceof S3ServiceException ? failure.$metadata.httpStatusCode : ''
  const actual = 'actual' in failure ? JSON.stringify(failure.actual) : ''
  return [status, failure.name, failure.message, actual].join(' ').trim()
}
