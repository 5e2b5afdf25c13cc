import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TransferPlan } from '#shared/transfer-plan.ts'
import type { LocalHandles } from '../../electron/transfers/local-handles.ts'
import type { TransfersThread } from '../../electron/transfers/thread/transfers-thread.ts'
import { benchTransfers, ended } from './bench-transfers.ts'
import type { TransferJob } from './transfer-job.ts'

const WINDOW = 'bench'

/** The transfer as the app does it: planned, started, in the thread of transfers, with its journal. */
export async function transferByPail(job: TransferJob) {
  const own = mkdtempSync(join(tmpdir(), 'pail-bench-'))
  const { transfers, handles } = benchTransfers(job.access, own, job.lanes)
  await warmUp(transfers, job)
  let fraction = 0
  const finished = async (planId: string) => {
    const { id } = await transfers.start({ planId })
    await ended(transfers, id, done => {
      fraction = done
    })
  }
  return {
    /** How much of it is done, 0–1. */
    fraction: () => fraction,
    transfer: async () => finished((await planOf(transfers, handles, job)).id),
    close: async () => {
      await transfers.close()
      rmSync(own, { recursive: true, force: true })
    },
  }
}

/** The thread is there, its code is loaded and a connection is open, as in an app that is in use. */
async function warmUp(transfers: TransfersThread, { bucket }: TransferJob): Promise<void> {
  const location = { profileId: 'bench', bucket, prefix: 'nothing/' }
  const selection = { keys: [], prefixes: [location.prefix] }
  const nothing = { location, selection, call: '' }
  const { id } = await transfers.planDelete(WINDOW, nothing, new AbortController().signal)
  await transfers.discard(id)
}

function planOf(
  transfers: TransfersThread,
  handles: LocalHandles,
  { verb, bucket, set, folder, prefix }: TransferJob,
): Promise<TransferPlan> {
  const { signal } = new AbortController()
  const at = (where: string) => ({ profileId: 'bench', bucket, prefix: where })
  const selection = { keys: [], prefixes: [`${prefix}${set.name}/`] }
  const call = 'bench'
  switch (verb) {
    case 'upload': {
      const handle = handles.addPaths(WINDOW, [folder])
      return transfers.planUpload(WINDOW, { target: at(prefix), handle, call }, signal)
    }
    case 'download': {
      const { handle } = handles.addFolder(WINDOW, folder)
      const request = { location: at(prefix), selection, folder: handle, call }
      return transfers.planDownload(WINDOW, request, signal)
    }
    case 'copy': {
      const to = at('copied-by-pail/')
      return transfers.planCopy(
        WINDOW,
        { mode: 'copy', from: at(prefix), selection, to, call },
        signal,
      )
    }
    case 'delete':
      return transfers.planDelete(WINDOW, { location: at(prefix), selection, call }, signal)
    default:
      return verb satisfies never
  }
}
