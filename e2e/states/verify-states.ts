import type { Page } from 'playwright/test'
import type { VerificationState, VerifyOutcome } from '#shared/verification.ts'
import { busy, but, failed, items, transfers } from './sample.ts'
import type { State } from './state.ts'

const VERDICTS: Record<VerifyOutcome, string> = {
  same: 'Its CRC64NVME is the same.',
  changed: 'It has 18118 bytes now; the receipt says 4118.',
  gone: 'It is no longer there.',
  unknown: 'It was stored anew, and no checksum says whether its bytes are the same.',
}

/** Receipts that are held against what the endpoint has now. */
export const verifyStates: readonly State[] = [
  {
    name: 'verified again',
    scenario: verifying({
      status: 'complete',
      counts: { same: 9, changed: 1, gone: 1, unknown: 1 },
    }),
    act: verifyAgain,
    shows: /9 of 12 objects are surely still what was moved/,
  },
  {
    name: 'verifying again',
    scenario: verifying({
      status: 'running',
      counts: { same: 2, changed: 1, gone: 0, unknown: 0 },
    }),
    act: verifyAgain,
    shows: /Looking at 3 of 12 objects/,
  },
  {
    name: 'verification that could not go on',
    scenario: verifying({
      status: 'failed',
      counts: { same: 2, changed: 1, gone: 0, unknown: 0 },
      failure: failed('expired-credentials'),
    }),
    act: verifyAgain,
    shows: /could not go on after 3 of 12 objects/,
  },
]

/** The items of a finished upload, with a verification that stands so. */
function verifying(state: Omit<VerificationState, 'id' | 'total'>) {
  const { counts } = state
  const outcomes = (['changed', 'gone', 'unknown', 'same'] as const).flatMap(outcome =>
    Array.from({ length: counts[outcome] ?? 0 }, () => outcome),
  )
  const found = outcomes.map((outcome, at) => ({
    name: `2026/raw/IMG_${231 + at}.nef`,
    bucket: 'acme-reports',
    key: `2026/raw/IMG_${231 + at}.nef`,
    outcome,
    reason: VERDICTS[outcome],
  }))
  const begun = { id: 'v', total: 12, ...state }
  const finished = transfers.filter(({ state }) => state.status === 'done')
  return but({
    'transfers.list': { value: { summary: busy, total: finished.length, transfers: finished } },
    'transfers.items': {
      value: {
        total: items.length,
        tally: { waiting: 0, moving: 0, done: items.length, skipped: 0, failed: 0 },
        items: items.map(item => ({ ...item, state: 'done' as const })),
      },
    },
    'verifications.start': { value: begun },
    'verifications.items': { value: { state: begun, total: found.length, items: found } },
    'verifications.close': { value: {} },
  })
}

async function verifyAgain(page: Page) {
  await page.getByRole('button', { name: /^Transfers/ }).click()
  await page.getByRole('button', { name: /^Items of the upload/ }).click()
  await page.getByRole('button', { name: 'Verify again' }).click()
}
