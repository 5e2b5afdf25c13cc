/**
 * [Note: Long secrets are split] Windows takes at most 2,560 bytes an entry (wincred.h,
 * CRED_MAX_CREDENTIAL_BLOB_SIZE), and session tokens get longer. A long secret is kept as
 * parts, in entries of their own; the account's own entry, the head, tells how many there are.
 * Parts are written first and under the generation (`a` or `b`) that is not in use, the head
 * last: a crash in between leaves the old secret whole.
 */
export interface SecretHead {
  readonly generation: 'a' | 'b'
  readonly parts: number
}

/** Bytes of UTF-8 in one entry, with room to spare below the limit of Windows. */
const PART_BYTES = 2048

const HEAD = /^pail-parts:([ab]):(\d{1,4})$/

export function writeHead(head: SecretHead): string {
  return `pail-parts:${head.generation}:${head.parts}`
}

/** `undefined` for an entry that is the secret itself. */
export function readHead(entry: string | undefined): SecretHead | undefined {
  const match = HEAD.exec(entry ?? '')
  if (!match) return undefined
  return { generation: match[1] === 'a' ? 'a' : 'b', parts: Number(match[2]) }
}

/** The accounts that hold the parts, in order. */
export function partAccounts(account: string, head: SecretHead | undefined): string[] {
  if (!head) return []
  return Array.from({ length: head.parts }, (_, index) => `${account}#${head.generation}${index}`)
}

/** The parts of a secret, none cut inside a character; one part when it fits into an entry. */
export function splitSecret(secret: string): string[] {
  const parts: string[] = []
  let part = ''
  let bytes = 0
  for (const character of secret) {
    const size = Buffer.byteLength(character)
    if (bytes + size > PART_BYTES) {
      parts.push(part)
      part = ''
      bytes = 0
    }
    part += character
    bytes += size
  }
  return [...parts, part]
}

/** Whether the secret may stand in the account's own entry, where it must not look like a head. */
export function fitsOneEntry(secret: string): boolean {
  return Buffer.byteLength(secret) <= PART_BYTES && readHead(secret) === undefined
}
