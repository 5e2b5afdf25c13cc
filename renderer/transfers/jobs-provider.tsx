import { type ReactNode, useMemo, useReducer, useState } from 'react'
import type { TransferKind } from '#shared/transfer.ts'
import { failureOf, isCanceled } from '../failure/failure-of.ts'
import { pickFolder } from '../queries/folders.ts'
import { isBrowserShell, pickLocalItems, takeLocalItems } from '../queries/local-items.ts'
import { useNotices } from '../ui/notices.tsx'
import { JobRunner } from './job-runner.ts'
import { reduceJobs } from './jobs.ts'
import { type DownloadWish, type Jobs, JobsContext, type OpenJobs } from './use-jobs.ts'

const NOTHING: Record<TransferKind, string> = {
  upload: 'There was nothing to upload',
  download: 'There was nothing to download',
  delete: 'There was nothing to delete',
}

/** Holds the bulk jobs on their way to becoming transfers. */
export function JobsProvider({ children }: { readonly children: ReactNode }) {
  const notify = useNotices()
  const [jobs, dispatch] = useReducer(reduceJobs, [])
  const [wish, setWish] = useState<DownloadWish>()
  const runner = useMemo(() => {
    const onNothingToDo = (kind: TransferKind) => notify({ tone: 'info', title: NOTHING[kind] })
    return new JobRunner({ dispatch, onNothingToDo })
  }, [notify])

  const actions = useMemo(() => {
    const complain = (error: unknown) => {
      if (isCanceled(error)) return
      const { message, remedy } = failureOf(error)
      notify({ tone: 'danger', title: message, text: remedy })
    }
    const downloadTo = ({ location, selection }: DownloadWish, folder: string) =>
      runner.add('download', location, async () => {
        return { kind: 'download', location, selection, folder }
      })
    const actions: Jobs = {
      upload: (target, handle) =>
        runner.add('upload', target, async () => ({ kind: 'upload', target, handle })),
      uploadItems: (target, items) => {
        const handle = items.then(takeLocalItems)
        // Told when the job asks for it; until then nobody listens.
        handle.catch(() => undefined)
        runner.add('upload', target, async () => {
          return { kind: 'upload', target, handle: await handle }
        })
      },
      pickAndUpload: (target, type) => {
        pickLocalItems(type).then(handle => handle && actions.upload(target, handle), complain)
      },
      download: (location, selection) => {
        if (isBrowserShell()) return setWish({ location, selection })
        pickFolder().then(
          folder => folder && downloadTo({ location, selection }, folder.handle),
          complain,
        )
      },
      remove: (location, selection) =>
        runner.add('delete', location, async () => ({ kind: 'delete', location, selection })),
    }
    return { ...actions, downloadTo }
  }, [runner, notify])

  const value = useMemo<Jobs & OpenJobs>(
    () => ({
      ...actions,
      jobs,
      wish,
      downloadTo: folder => {
        if (wish) actions.downloadTo(wish, folder)
        setWish(undefined)
      },
      dropWish: () => setWish(undefined),
      start: (job, conflicts) => runner.start(job, conflicts),
      cancel: job => runner.cancel(job),
      tryAgain: job => runner.tryAgain(job),
    }),
    [actions, jobs, wish, runner],
  )
  return <JobsContext value={value}>{children}</JobsContext>
}
