import { AppError } from '#shared/errors.ts'
import { DELIMITER } from '#shared/location.ts'
import type { ConflictAnswer, ConflictDecision } from '#shared/transfer.ts'
import type { LocalTarget } from './local-target.ts'
import type { DeleteItem, DownloadItem, UploadItem } from './plan.ts'
import { KEYS_PER_DELETE, runDelete } from './run-delete.ts'
import { placeOf, runDownload, samePath } from './run-download.ts'
import { runUpload } from './run-upload.ts'
import type { TransferStorage } from './transfer-storage.ts'
import type { Work } from './work.ts'

/** How each item of a plan is done: `undefined` where nothing was in its way. */
export type Answers = ReadonlyMap<number, ConflictAnswer>

/** One answer for every conflicting item. */
export function answersFor(conflicting: Iterable<number>, decision: ConflictDecision): Answers {
  return new Map(
    Array.from(conflicting, item => [item, decision.byItem[String(item)] ?? decision.all]),
  )
}

export function uploadWork(options: {
  items: readonly UploadItem[]
  answers: Answers
  storage: TransferStorage
  close: () => void
}): Work {
  const { items, answers, storage, close } = options
  const claimed = new Set(keepsBoth(answers) ? items.map(({ key }) => key) : [])
  return {
    count: items.length,
    perTurn: 1,
    name: item => items[item]?.name ?? '',
    size: item => items[item]?.size ?? 0,
    close,
    run: async (turn, report, signal) => {
      for (const number of turn) {
        const item = items[number]
        if (!item) continue
        report.started(item.name)
        await runUpload(item, answers.get(number), { storage, claimed }, report, signal)
        report.done(number)
      }
    },
  }
}

export function downloadWork(options: {
  items: readonly DownloadItem[]
  answers: Answers
  storage: TransferStorage
  target: LocalTarget
  prefix: string
}): Work {
  const { items, answers, storage, target, prefix } = options
  const paths = keepsBoth(answers) ? items.map(item => samePath(placeOf(item, prefix))) : []
  const context = { storage, target, prefix, claimed: new Set(paths) }
  const name = (item: number): string => items[item]?.key.slice(prefix.length) ?? ''
  let learned = false
  return {
    count: items.length,
    perTurn: 1,
    name,
    size: item => items[item]?.size ?? 0,
    close: () => undefined,
    run: async (turn, report, signal) => {
      for (const number of turn) {
        const item = items[number]
        if (!item) continue
        report.started(name(number))
        if (!learned) await learn(storage, item.key, signal)
        learned = true
        await runDownload(item, answers.get(number), context, report, signal)
        report.done(number)
      }
    },
  }
}

/**
 * A connection finds out with its first HEAD whether the endpoint gives checksums, without which a
 * download could only be verified by its length. A failure is the download's own to meet and tell.
 */
async function learn(storage: TransferStorage, key: string, signal: AbortSignal): Promise<void> {
  await storage.head(key, signal).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error
  })
}

export function deleteWork(options: {
  items: readonly DeleteItem[]
  prefix: string
  storage: TransferStorage
}): Work {
  const { items, prefix, storage } = options
  const name = (item: number): string => items[item]?.key.slice(prefix.length) ?? ''
  return {
    count: items.length,
    perTurn: KEYS_PER_DELETE,
    name,
    size: item => items[item]?.size ?? 0,
    close: () => undefined,
    run: (turn, report, signal) => {
      report.started(
        name(turn[0] ?? 0)
          .split(DELIMITER)
          .at(-1) ?? '',
      )
      return runDelete(turn, { all: items, prefix, storage }, report, signal)
    },
  }
}

function keepsBoth(answers: Answers): boolean {
  return [...answers.values()].includes('keep-both')
}
