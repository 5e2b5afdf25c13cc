import type { Profile } from '#shared/profile.ts'
import { useBrowser } from './browser-context.ts'
import { useAfter } from './use-after.ts'

/** Waiting this long needs an explanation. */
const LONG_MS = 3_000

/** Says who keeps the window waiting when the first page takes long. */
export function WaitingNote() {
  const { profile } = useBrowser()
  if (!useAfter(LONG_MS) || !profile) return null
  return (
    <p
      role="status"
      className="pointer-events-none absolute inset-x-0 bottom-6 text-center text-secondary"
    >
      Still waiting for an answer from {hostOf(profile)}…
    </p>
  )
}

/** The host a profile talks to, as a user knows it. */
export function hostOf({ endpoint, region }: Profile): string {
  return endpoint.type === 'aws' ? `AWS ${region}` : new URL(endpoint.url).host
}
