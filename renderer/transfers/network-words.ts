import type { NetworkWait } from '#shared/transfer.ts'

/** What transfers wait for, since when: "s3.example.com can’t be reached since 14:02." */
export function outageWords({ host, since }: NetworkWait, locale?: string): string {
  return `${host} can’t be reached since ${clock(since, locale)}.`
}

/** When it is tried again, in ms since the Unix epoch: "Next try in 12 s." */
export function nextTryWords({ nextTry }: NetworkWait, now: number): string {
  const seconds = Math.ceil((nextTry - now) / 1000)
  return seconds <= 0 ? 'Trying now.' : `Next try in ${seconds} s.`
}

function clock(time: number, locale: string | undefined): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(time)
}
