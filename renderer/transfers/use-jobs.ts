import { createContext, useContext } from 'react'
import type { LocalItems } from '#shared/ipc/bridge.ts'
import type { Location } from '#shared/location.ts'
import type { ConflictDecision, Selection } from '#shared/transfer.ts'
import type { Job } from './jobs.ts'

/** The bulk jobs that a user can ask for, from anywhere in the window. */
export interface Jobs {
  /** Uploads what a handle stands for. */
  upload(target: Location, handle: string): void
  /** Uploads what was dropped: call `droppedItems` inside the drop event. */
  uploadItems(target: Location, items: Promise<LocalItems<File>>): void
  /** Lets the user pick files or a folder, and uploads them. Call it inside the click. */
  pickAndUpload(target: Location, type: 'files' | 'folder'): void
  /** Asks where to, then downloads. */
  download(location: Location, selection: Selection): void
  /** Counts, asks, then deletes. */
  remove(location: Location, selection: Selection): void
}

/** What the user wants to download, while the folder is not chosen yet. */
export interface DownloadWish {
  readonly location: Location
  readonly selection: Selection
}

/** What the dialogs and the bar need of the jobs that have not become transfers yet. */
export interface OpenJobs {
  readonly jobs: readonly Job[]
  readonly wish: DownloadWish | undefined
  /** Downloads the wish to a folder. */
  downloadTo(folder: string): void
  dropWish(): void
  start(job: Job, conflicts?: ConflictDecision): void
  cancel(job: Job): void
  tryAgain(job: Job): void
}

export const JobsContext = createContext<(Jobs & OpenJobs) | undefined>(undefined)

/** The bulk jobs of this window. */
export function useJobs(): Jobs & OpenJobs {
  const jobs = useContext(JobsContext)
  if (!jobs) throw new Error('useJobs needs a JobsProvider above it.')
  return jobs
}
