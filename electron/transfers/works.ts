import { AppError } from '#shared/errors.ts'
import { lastSegment } from '#shared/location.ts'
import { copyWork } from './copy-work.ts'
import type { Item, ItemResult } from './journal/item.ts'
import { learnChecksums } from './learn-checksums.ts'
import { placeOf, samePath } from './local-place.ts'
import { LocalTarget } from './local-target.ts'
import { GuardedKeeper } from './mirror/guarded-keeper.ts'
import { mirrorWork } from './mirror/mirror-work.ts'
import { PartKeeper } from './part-keeper.ts'
import { KEYS_PER_DELETE, runDelete } from './run-delete.ts'
import { runDownload } from './run-download.ts'
import { runUpload } from './run-upload.ts'
import { isSameFile, SAME_BYTES } from './same-bytes.ts'
import type { StoredObject } from './transfer-storage.ts'
import { UploadKeeper } from './upload-keeper.ts'
import type { Work } from './work.ts'
import type { WorkOptions } from './work-options.ts'
import { decidesByBytes } from './write-condition.ts'
import { zipWork } from './zip/zip-work.ts'

/** The work of a job, made when it starts and again when it goes on. */
export async function workFor(options: WorkOptions): Promise<Work> {
  const { kind } = options.transfer
  switch (kind) {
    case 'upload':
      return uploadWork(options)
    case 'download':
      return await downloadWork(options)
    case 'zip':
      return await zipWork(options)
    case 'delete':
      return deleteWork(options)
    case 'copy':
    case 'move':
      return copyWork(kind, options)
    case 'mirror-up':
      return mirrorWork(uploadWork(options), options)
    case 'mirror-down': {
      const { journal, job, transfer } = options
      const keeper = new GuardedKeeper(journal.partFiles, job, transfer.id)
      return mirrorWork(await downloadWork(options, keeper), options)
    }
    default:
      return kind satisfies never
  }
}

function uploadWork({ job, journal, storage, streams }: WorkOptions): Work {
  const keeper = new UploadKeeper(journal.uploads, job, storage)
  const context = {
    storage,
    keeper,
    isClaimed: (key: string) => journal.items.isClaimed(job, key),
    chose: ({ number }: Item, key: string) => journal.items.chose(job, number, key, key),
    openStream: ({ number, name }: Item) => {
      const open = streams.open(number)
      if (!open) throw pageGone(name)
      return open
    },
  }
  return {
    perTurn: 1,
    run: async (items, report, signal) => {
      for (const item of items) {
        report.started(item.name)
        const { detail } = item
        const compares = decidesByBytes(item) && detail.type === 'path'
        if (compares && (await isSameFile(storage, item, detail.path, signal))) {
          report.skipped(item, SAME_BYTES)
        } else report.done(item, uploaded(await runUpload(item, context, report, signal)))
      }
    },
    sweep: () => keeper.sweep(),
    close: () => streams.close(),
  }
}

/** @throws AppError `local-file` when the folder is not there any more */
async function downloadWork(
  options: WorkOptions,
  keeper: PartKeeper = newKeeper(options),
): Promise<Work> {
  const { transfer, job, journal, storage } = options
  const target = await LocalTarget.at(transfer.folder ?? '')
  const context = {
    storage,
    target,
    keeper,
    isClaimed: (path: string) => journal.items.isClaimed(job, path),
    chose: ({ number }: Item, place: readonly string[]) =>
      journal.items.chose(job, number, place.join('/'), samePath(place)),
  }
  let learned = false
  return {
    perTurn: 1,
    run: async (items, report, signal) => {
      for (const item of items) {
        report.started(item.name)
        if (!learned) await learnChecksums(storage, item.key, signal)
        learned = true
        if (
          decidesByBytes(item) &&
          (await isSameFile(storage, item, target.path(placeOf(item)), signal))
        ) {
          report.skipped(item, SAME_BYTES)
          continue
        }
        report.done(item, await runDownload(item, context, report, signal))
      }
    },
    sweep: async () => {
      const half = journal.items.halfDone(job).map(item => {
        const place = item.chosen?.split('/') ?? placeOf(item)
        return { item, final: target.path(place) }
      })
      await keeper.sweep(half)
    },
    close: () => undefined,
  }
}

function newKeeper({ journal, job, transfer }: WorkOptions): PartKeeper {
  return new PartKeeper(journal.partFiles, job, transfer.id)
}

/** What is remembered of an upload, with how its bytes were made sure of. */
function uploaded(stored: Partial<StoredObject>): ItemResult {
  const { etag, versionId, checksum, partsChecked } = stored
  if (checksum) {
    const verified = `${checksum.algorithm} of the whole accepted by the endpoint`
    return { etag, versionId, checksum, verified }
  }
  const verified = partsChecked && 'CRC32 of each part accepted by the endpoint'
  return { etag, versionId, ...(verified ? { verified } : {}) }
}

function deleteWork({ transfer, storage }: WorkOptions): Work {
  return {
    perTurn: KEYS_PER_DELETE,
    run: async (items, report, signal) => {
      report.started(lastSegment(items[0]?.name ?? ''))
      await runDelete(items, { prefix: transfer.location.prefix, storage }, report, signal)
    },
    sweep: async () => undefined,
    close: () => undefined,
  }
}

function pageGone(name: string): AppError {
  return new AppError({
    code: 'window-gone',
    message: `“${name}” was dropped on a page that is gone, so its upload can’t go on.`,
    remedy: 'Drop the file again, and keep the page open until it is uploaded.',
    subject: { key: name },
  })
}
