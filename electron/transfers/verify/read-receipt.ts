import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import Papa from 'papaparse'
import { z } from 'zod'
import { AppError } from '#shared/errors.ts'
import { localFailure } from '../local-failure.ts'
import type { UploadSource } from '../upload-source.ts'
import { ReceiptRow } from './receipt.ts'

/** The largest receipt that is read, in bytes: some 100,000 objects. */
const MOST_BYTES = 32 * 1024 * 1024

const Rows = z.array(ReceiptRow)

/**
 * Reads a receipt that was saved as CSV or JSON.
 *
 * @param source what the user picked
 * @throws AppError `invalid` for anything but one receipt, `too-large`, `local-file`
 */
export async function readReceipt(source: UploadSource, signal: AbortSignal) {
  let found: { name: string; text: string } | undefined
  for await (const item of source.items(signal)) {
    if (found || item.type !== 'file') throw notOne()
    const { relativePath: name, size } = item
    if (size > MOST_BYTES) throw tooLarge(name)
    const stream = 'path' in item ? createReadStream(item.path) : await item.open(signal)
    found = { name, text: await textOf(name, stream) }
  }
  if (!found) throw notOne()
  return parseReceipt(found.text, found.name)
}

/** The rows of a receipt as text. @throws AppError `invalid` when it is none */
export function parseReceipt(text: string, name: string): ReceiptRow[] {
  const plain = text.replace(/^\uFEFF/, '')
  const rows = Rows.safeParse(plain.trimStart().startsWith('[') ? json(plain) : csv(plain))
  if (!rows.success || rows.data.length === 0) throw noReceipt(name)
  return rows.data
}

async function textOf(name: string, stream: Readable): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of stream) {
      length += chunk.length
      if (length > MOST_BYTES) throw tooLarge(name)
      chunks.push(chunk)
    }
  } catch (error) {
    throw localFailure(error, name)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // What is no JSON is no receipt.
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function csv(text: string): unknown {
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true })
  return data.map(({ size, ...rest }) => {
    const known = Object.entries(rest).filter(([, cell]) => cell !== '')
    const cells = known.map(([column, cell]) => [column, withoutGuard(String(cell))])
    return { ...Object.fromEntries(cells), size: size === '' ? undefined : Number(size) }
  })
}

/** Text that a spreadsheet would run as a formula was written with a `'` before it, see `csvLine`. */
function withoutGuard(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell
}

function notOne(): AppError {
  return new AppError({
    code: 'invalid',
    message: 'A receipt is one file, and something else was picked.',
    remedy: 'Pick one file that Pail saved as a receipt.',
  })
}

function tooLarge(name: string): AppError {
  return new AppError({
    code: 'too-large',
    message: `“${name}” is larger than ${MOST_BYTES / 1024 ** 2} MiB, which is the most that is read as a receipt.`,
    remedy: 'Split it, or verify the transfer itself from the list of transfers.',
  })
}

function noReceipt(name: string): AppError {
  return new AppError({
    code: 'invalid',
    message: `“${name}” is no receipt that Pail wrote.`,
    remedy: 'Pick a file that was saved as “Receipt” from the items of a transfer, CSV or JSON.',
  })
}
