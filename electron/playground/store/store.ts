import { mkdirSync } from 'node:fs'
import { AppError } from '#shared/errors.ts'
import { Blobs } from './blobs.ts'
import { Buckets } from './buckets.ts'
import { openDatabase } from './database.ts'
import { Listing } from './listing.ts'
import { Objects } from './objects.ts'
import { Uploads } from './uploads.ts'
import { VersionListing } from './version-listing.ts'

/** Everything the playground keeps in its folder. */
export interface Store {
  readonly buckets: Buckets
  readonly objects: Objects
  readonly listing: Listing
  readonly versionListing: VersionListing
  readonly uploads: Uploads
  readonly blobs: Blobs
  close(): Promise<void>
}

/**
 * Opens the folder, made when it does not exist.
 *
 * @param fsync wait for the disk on every blob; slower, and of use only against a power cut
 * @throws AppError local-file when it cannot be made or another playground has it open
 */
export function openStore(folder: string, options: { fsync: boolean }): Store {
  makeFolder(folder)
  const database = openDatabase(folder)
  const blobs = new Blobs(folder, options)
  return {
    blobs,
    buckets: new Buckets(database),
    objects: new Objects(database, blobs),
    listing: new Listing(database),
    versionListing: new VersionListing(database),
    uploads: new Uploads(database, blobs),
    close: async () => {
      await blobs.settle()
      database.close()
    },
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new AppError(
      {
        code: 'local-file',
        message: `The folder ${folder} could not be made for the playground.`,
        remedy: 'Choose a folder that you may write to.',
        subject: { path: folder },
      },
      { cause },
    )
  }
}
