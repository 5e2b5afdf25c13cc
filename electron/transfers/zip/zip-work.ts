import { AppError } from '#shared/errors.ts'
import { DELIMITER } from '#shared/location.ts'
import { fetchWhole } from '../fetch-object.ts'
import type { Item, ItemResult } from '../journal/item.ts'
import { learnChecksums } from '../learn-checksums.ts'
import { placeOf } from '../local-place.ts'
import { LocalTarget } from '../local-target.ts'
import type { ObjectChecksum } from '../object-checksum.ts'
import { partToken } from '../part-keeper.ts'
import { resultOf } from '../run-download.ts'
import type { TransferStorage } from '../transfer-storage.ts'
import type { Report, Work } from '../work.ts'
import type { WorkOptions } from '../work-options.ts'
import { isPacked } from './packed-kinds.ts'
import { ZipJob } from './zip-job.ts'
import type { ZipMember } from './zip-records.ts'
import type { ZipWriter } from './zip-writer.ts'

/** Members fetched at once: small ones wait in memory until it is their turn to be written. */
const AT_ONCE = 8
const SMALL = 1024 * 1024

/**
 * Puts objects into one zip. Each is read, pinned to its version and verified as a download is. What
 * befalls one befalls all: there is a zip with everything, or none.
 *
 * @throws AppError `local-file` when the folder is not there any more
 */
export async function zipWork({ transfer, job, journal, storage }: WorkOptions): Promise<Work> {
  const target = await LocalTarget.at(transfer.folder ?? '')
  const final = target.path([transfer.fileName ?? ''])
  const token = partToken(transfer.id)
  const { total, done, skipped } = journal.items.counts(job)
  let left = total - done - skipped
  let learned: Promise<void> | undefined
  let opened: Promise<ZipJob | 'placed'> | undefined
  const put = async (zip: ZipJob, item: Item, report: Report, signal: AbortSignal) => {
    const member = await memberOf(item, storage, report, signal)
    const result = await zip.add(async writer => {
      signal.throwIfAborted()
      return await member(writer)
    })
    left -= 1
    if (left === 0) await zip.place()
    return result
  }
  const abandon = async () => {
    // A file that could not be opened is not there.
    const zip = await opened?.catch(() => undefined)
    if (zip && zip !== 'placed') await zip.abandon(new Error('The zip is not gone on with.'))
  }
  return {
    perTurn: 1,
    mostTurns: AT_ONCE,
    run: async (items, report, signal) => {
      opened ??= ZipJob.open(journal.partFiles, job, final, token, target.disk)
      const zip = await opened
      for (const item of items) {
        report.started(item.name)
        if (zip === 'placed') {
          report.bytes(item.size)
          report.done(item, { verified: 'It was whole before the interruption' })
          continue
        }
        try {
          learned ??= learnChecksums(storage, item.key, signal)
          await learned
          report.done(item, await put(zip, item, report, signal))
        } catch (error) {
          throw await zip.abandon(signal.aborted ? error : named(error, item))
        }
      }
    },
    sweep: async () => {
      await abandon()
      await ZipJob.sweep(journal.partFiles, job, final, token)
    },
    close: () => void abandon().catch(() => 'removed when it goes on'),
  }
}

type AddMember = (writer: ZipWriter) => Promise<ItemResult>

/** What puts an item into the archive; a small one is here and verified by then. */
async function memberOf(
  item: Item,
  storage: TransferStorage,
  report: Report,
  signal: AbortSignal,
): Promise<AddMember> {
  const member = described(item)
  if (item.detail.type === 'folder') {
    return async writer => {
      await writer.add(member, async () => undefined)
      return {}
    }
  }
  const { key, size, etag = '' } = item
  const version = { key, size, etag }
  const onBytes = (delta: number): void => report.bytes(delta)
  const result = (checksum: ObjectChecksum | undefined) => resultOf({ etag, checksum })
  if (size <= SMALL && etag !== '') {
    let pieces: Uint8Array[] = []
    const memory = {
      writeAll: async (chunks: readonly Uint8Array[], position: number) => {
        if (position === 0) pieces = []
        // Each piece is good until the next one only.
        pieces.push(...chunks.map(chunk => Buffer.from(chunk)))
      },
    }
    const checksum = await fetchWhole(storage, version, memory, onBytes, signal)
    return async writer => {
      await writer.add(member, async sink => {
        for (const piece of pieces) await sink(piece)
      })
      return result(checksum)
    }
  }
  return async writer => {
    const checksum = await writer.add(member, async sink => {
      let written = 0
      const through = {
        writeAll: async (chunks: readonly Uint8Array[], position: number) => {
          if (position !== written) throw brokenOff(key)
          for (const chunk of chunks) {
            await sink(chunk)
            written += chunk.length
          }
        },
      }
      return await fetchWhole(storage, version, through, onBytes, signal)
    })
    return result(checksum)
  }
}

function described(item: Item): ZipMember {
  const { key, size, modified = Date.now(), detail } = item
  const name = placeOf(item).join(DELIMITER)
  const isFolder = detail.type === 'folder'
  return {
    name: isFolder ? `${name}${DELIMITER}` : name,
    expectedSize: size,
    modified,
    deflate: !isFolder && size > 0 && !isPacked(key),
  }
}

/** A failure of one member as that of the zip: it names the key, and says that there is no zip. */
function named(error: unknown, { key }: Item): unknown {
  if (!(error instanceof AppError)) return error
  const { failure } = error
  const message = `“${key}” could not be put into the zip, so there is none. ${failure.message}`
  return new AppError({ ...failure, message, subject: { key, ...failure.subject } })
}

function brokenOff(key: string): AppError {
  return new AppError({
    code: 'not-supported',
    message: `The connection broke while “${key}” was read, and the endpoint can’t go on in the middle.`,
    remedy: 'Retry, or download it without a zip.',
    subject: { key },
  })
}
