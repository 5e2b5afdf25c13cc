import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useMemo, useReducer, useState } from 'react'
import { DEFAULT_SETTINGS } from '#shared/settings.ts'
import type { PlanKind } from '#shared/transfer.ts'
import type { StandingRule } from '#shared/transfer-plan.ts'
import { failureOf, isCanceled } from '../failure/failure-of.ts'
import { pickFolder } from '../queries/folders.ts'
import { localTarget, takeSelected } from '../queries/local-folders.ts'
import { isBrowserShell, pickLocalItems, takeLocalItems } from '../queries/local-items.ts'
import { settingsQuery } from '../queries/settings.ts'
import { useNotices } from '../ui/notices.tsx'
import { JobRunner } from './job-runner.ts'
import { reduceJobs } from './jobs.ts'
import { ruledWords } from './plan-words.ts'
import { type DownloadWish, type Jobs, JobsContext, type OpenJobs } from './use-jobs.ts'

const NOTHING: Record<PlanKind, string> = {
  upload: 'There was nothing to upload',
  download: 'There was nothing to download',
  zip: 'There was nothing to put into a zip',
  delete: 'There was nothing to delete',
  copy: 'There was nothing to copy',
  move: 'There was nothing to move',
}

const NO_WISHES: readonly DownloadWish[] = []

/** Holds the bulk jobs on their way to becoming transfers. */
export function JobsProvider({ children }: { readonly children: ReactNode }) {
  const notify = useNotices()
  const client = useQueryClient()
  const [jobs, dispatch] = useReducer(reduceJobs, [])
  const [wishes, setWishes] = useState<readonly DownloadWish[]>(NO_WISHES)
  const runner = useMemo(() => {
    const onNothingToDo = (kind: PlanKind) => notify({ tone: 'info', title: NOTHING[kind] })
    const onRule = (taken: number, rule: StandingRule) =>
      notify({ tone: 'info', title: ruledWords(taken, rule) })
    const rules = () => client.getQueryData(settingsQuery().queryKey) ?? DEFAULT_SETTINGS
    return new JobRunner({ dispatch, onNothingToDo, onRule, rules })
  }, [notify, client])

  const actions = useMemo(() => {
    const complain = (error: unknown) => {
      if (isCanceled(error)) return
      const { message, remedy } = failureOf(error)
      notify({ tone: 'danger', title: message, text: remedy })
    }
    const downloadTo = ({ location, selection, kind = 'download' }: DownloadWish, folder: string) =>
      runner.add(kind, { location }, async () => ({ kind, location, selection, folder }))
    const actions: Jobs = {
      upload: (target, handle) =>
        runner.add('upload', { location: target }, async () => {
          return { kind: 'upload', target, handle }
        }),
      uploadItems: (target, items) => {
        const handle = items.then(takeLocalItems)
        // Told when the job asks for it; until then nobody listens.
        handle.catch(() => undefined)
        runner.add('upload', { location: target }, async () => {
          return { kind: 'upload', target, handle: await handle }
        })
      },
      pickAndUpload: (target, type) => {
        pickLocalItems(type).then(handle => handle && actions.upload(target, handle), complain)
      },
      download: (location, selection) => actions.downloadEach([{ location, selection }]),
      downloadZip: (location, selection) =>
        actions.downloadEach([{ location, selection, kind: 'zip' }]),
      downloadEach: wished => {
        if (isBrowserShell()) return setWishes(wished)
        pickFolder().then(folder => {
          if (folder) for (const wish of wished) downloadTo(wish, folder.handle)
        }, complain)
      },
      downloadInto: (location, selection, target) =>
        runner.add('download', { location }, async () => {
          const { handle } = await localTarget(target)
          return { kind: 'download', location, selection, folder: handle }
        }),
      uploadFrom: (target, folder, selection) =>
        runner.add('upload', { location: target }, async () => {
          return { kind: 'upload', target, handle: await takeSelected(folder, selection) }
        }),
      remove: (location, selection) =>
        runner.add('delete', { location }, async () => ({ kind: 'delete', location, selection })),
      copy: (target, location, selection, mode) =>
        runner.add(mode, { location, to: target }, async () => {
          return { kind: 'copy', mode, location, selection, to: target }
        }),
      rename: (location, selection, name) =>
        runner.add('move', { location, to: location, name }, async () => {
          return { kind: 'copy', mode: 'move', location, selection, to: location, name }
        }),
    }
    return { ...actions, downloadTo }
  }, [runner, notify])

  const value = useMemo<Jobs & OpenJobs>(
    () => ({
      ...actions,
      jobs,
      wishes,
      downloadTo: folder => {
        for (const wish of wishes) actions.downloadTo(wish, folder)
        setWishes(NO_WISHES)
      },
      dropWishes: () => setWishes(NO_WISHES),
      start: (job, conflicts) => runner.start(job, conflicts),
      cancel: job => runner.cancel(job),
      tryAgain: job => runner.tryAgain(job),
    }),
    [actions, jobs, wishes, runner],
  )
  return <JobsContext value={value}>{children}</JobsContext>
}
