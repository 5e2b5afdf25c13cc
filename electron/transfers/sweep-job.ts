import { AppError } from '#shared/errors.ts'
import type { Job } from './job.ts'
import type { Work } from './work.ts'

/** Removes what is half done of a job that will not go on. */
export async function sweepJob(job: Job, workOf: (job: Job) => Promise<Work>): Promise<void> {
  try {
    job.work ??= await workOf(job)
    await job.work.sweep()
  } catch (error) {
    // Its folder or profile is gone, and with it whatever was half done there.
    if (!(error instanceof AppError)) throw error
  }
}
