import { DatabaseSync } from 'node:sqlite'
import { AppError } from '#shared/errors.ts'
import type { WriteAheadLog } from './write-ahead-log.ts'

/** Grows with every change of the tables; `MIGRATIONS[n]` leads from version n to n + 1. */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE jobs (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    status TEXT NOT NULL,
    transfer TEXT NOT NULL
  ) STRICT;
  CREATE INDEX jobs_by_status ON jobs (status);
  CREATE TABLE items (
    job INTEGER NOT NULL REFERENCES jobs (seq) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    status INTEGER NOT NULL DEFAULT 0,
    interrupted INTEGER NOT NULL DEFAULT 0,
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    claim TEXT,
    size INTEGER NOT NULL,
    modified REAL,
    etag TEXT,
    detail TEXT NOT NULL,
    existing TEXT,
    answer TEXT,
    chosen TEXT,
    failure TEXT,
    result TEXT,
    PRIMARY KEY (job, number)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX items_by_status ON items (job, status, number);
  CREATE INDEX items_by_claim ON items (job, claim);
  CREATE TABLE uploads (
    job INTEGER NOT NULL REFERENCES jobs (seq) ON DELETE CASCADE,
    item INTEGER NOT NULL,
    key TEXT NOT NULL,
    begun INTEGER NOT NULL,
    upload_id TEXT,
    part_size INTEGER,
    PRIMARY KEY (job, item)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE part_files (
    job INTEGER NOT NULL REFERENCES jobs (seq) ON DELETE CASCADE,
    item INTEGER NOT NULL,
    path TEXT NOT NULL,
    final TEXT NOT NULL,
    etag TEXT NOT NULL,
    size INTEGER NOT NULL,
    chunk INTEGER NOT NULL,
    inode TEXT NOT NULL,
    done TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (job, item)
  ) STRICT, WITHOUT ROWID;
  `,
  'ALTER TABLE items ADD COLUMN note TEXT;',
  // Jobs are done by rank; without one, in the order in which they came.
  'ALTER TABLE jobs ADD COLUMN rank REAL;',
  // What a mirror has compared, until it is started.
  `
  CREATE TABLE comparisons (
    job INTEGER NOT NULL REFERENCES jobs (seq) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    class INTEGER NOT NULL,
    excluded INTEGER NOT NULL DEFAULT 0,
    newer INTEGER NOT NULL,
    name TEXT NOT NULL,
    reason TEXT NOT NULL,
    local_size INTEGER,
    local_modified REAL,
    object_size INTEGER,
    object_modified REAL,
    etag TEXT,
    detail TEXT,
    answer TEXT,
    PRIMARY KEY (job, number)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX comparisons_by_class ON comparisons (job, class, number);
  `,
  `
  ALTER TABLE comparisons ADD COLUMN spelling TEXT;
  CREATE INDEX comparisons_by_spelling ON comparisons (job, spelling) WHERE spelling IS NOT NULL;
  `,
]

/**
 * Opens the journal's one file. What is committed survives a kill, and a power cut once the
 * {@link WriteAheadLog} is synced. The first commit waits for the disk, so that the log has its name there.
 *
 * @param file the path of the file, or `:memory:`
 * @throws AppError `local-file` for a file that a newer Pail wrote, or that is none of ours
 */
export function openJournalFile(file: string): DatabaseSync {
  try {
    const database = new DatabaseSync(file)
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      PRAGMA cache_size = -8192;
      PRAGMA wal_autocheckpoint = 4000;
    `)
    migrate(database, file)
    database.exec(`
      PRAGMA user_version = ${MIGRATIONS.length};
      PRAGMA synchronous = NORMAL;
    `)
    return database
  } catch (error) {
    if (error instanceof AppError) throw error
    throw unusable(file, error)
  }
}

function migrate(database: DatabaseSync, file: string): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
  if (version > MIGRATIONS.length) throw tooNew(file)
  for (const [at, sql] of MIGRATIONS.entries()) {
    if (at < version) continue
    database.exec(`BEGIN; ${sql} PRAGMA user_version = ${at + 1}; COMMIT;`)
  }
}

function unusable(file: string, cause: unknown): AppError {
  return new AppError(
    {
      code: 'local-file',
      message: `The journal of transfers, “${file}”, can’t be used.`,
      remedy: 'Check that you may write it and that the disk is not full, or move it away.',
      subject: { path: file },
      details: cause instanceof Error ? { serverMessage: cause.message } : {},
    },
    { cause },
  )
}

function tooNew(file: string): AppError {
  return new AppError({
    code: 'local-file',
    message: `The journal of transfers, “${file}”, was written by a newer Pail.`,
    remedy: 'Start that Pail, or move the file away to begin a new journal.',
    subject: { path: file },
  })
}
