import { createContext, useContext } from 'react'
import type { LocalItems } from '#shared/ipc/bridge.ts'
import type { LocalFolder } from '#shared/ipc/methods/local.ts'
import type { Location } from '#shared/location.ts'
import type { CopyMode, JobSelection } from '#shared/transfer.ts'
import type { ConflictDecision } from '#shared/transfer-plan.ts'
import type { LocalTarget } from '../queries/local-folders.ts'
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
  download(location: Location, selection: JobSelection): void
  /** Asks where to, then makes one zip file of all that is selected. */
  downloadZip(location: Location, selection: JobSelection): void
  /** Asks once where to, then downloads from each of several buckets. */
  downloadEach(wishes: readonly DownloadWish[]): void
  /** Downloads to a local folder that is shown. */
  downloadInto(location: Location, selection: JobSelection, target: LocalTarget): void
  /** Uploads what is selected in a local folder that is shown. */
  uploadFrom(target: Location, folder: LocalFolder, selection: JobSelection): void
  /** Counts, asks, then deletes. */
  remove(location: Location, selection: JobSelection): void
  /** Copies or moves what is selected in `source` to `target`. */
  copy(target: Location, source: Location, selection: JobSelection, mode: CopyMode): void
  /** Gives the one selected item another name. */
  rename(location: Location, selection: JobSelection, name: string): void
}

/** What the user wants to download, while the folder is not chosen yet. */
export interface DownloadWish {
  readonly location: Location
  readonly selection: JobSelection
  /** `download` unless it says otherwise. */
  readonly kind?: 'download' | 'zip'
}

/** What the dialogs and the bar need of the jobs that have not become transfers yet. */
export interface OpenJobs {
  readonly jobs: readonly Job[]
  readonly wishes: readonly DownloadWish[]
  /** Downloads all that is wished for to a folder. */
  downloadTo(folder: string): void
  dropWishes(): void
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
