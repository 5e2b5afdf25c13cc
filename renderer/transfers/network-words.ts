import type { NetworkWait } from '#shared/transfer.ts'

/** What transfers wait for, since when: "s3.example.com can’t be reached since 14:02." */
export function outageWords({ host, since, instead }: NetworkWait, locale?: string): string {
  const time = clock(since, locale)
  switch (instead) {
    case 'someone-else':
      return `since ${time}, something else answers in place of ${host}. If the network wants you to sign in, as in a hotel, open any page in a browser.`
    case 'untrusted':
      return `since ${time}, what answers as ${host} has no certificate that is trusted. Sign in if the network wants that, or ask the server’s owner.`
    case undefined:
      return `${host} can’t be reached since ${time}.`
    default:
      return instead satisfies never
  }
}

/** When it is tried again, in ms since the Unix epoch: "Next try in 12 s." */
export function nextTryWords({ nextTry }: NetworkWait, now: number): string {
  const seconds = Math.ceil((nextTry - now) / 1000)
  return seconds <= 0 ? 'Trying now.' : `Next try in ${seconds} s.`
}

function clock(time: number, locale: string | undefined): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(time)
}
