import { join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { AppError } from '#shared/errors.ts'

/**
 * Pages of 4 KiB that are written before they are moved from the log to the index. All requests wait
 * for the disk then, and for the bytes of objects that it has yet to write: better seldom.
 */
const CHECKPOINT = 16_384

// Keys are BLOBs so that SQLite orders them by their bytes, as S3 orders UTF-8.
// The newest version of a key is the one with the highest id; `latest` repeats that for the index
// that listings walk, which holds only the objects a plain listing shows.
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS buckets (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    created INTEGER NOT NULL,
    versioning TEXT NOT NULL DEFAULT 'off'
  ) STRICT;
  CREATE TABLE IF NOT EXISTS documents (
    bucket INTEGER NOT NULL,
    kind TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (bucket, kind)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS versions (
    id INTEGER PRIMARY KEY,
    bucket INTEGER NOT NULL,
    key BLOB NOT NULL,
    version TEXT NOT NULL,
    latest INTEGER NOT NULL,
    marker INTEGER NOT NULL,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    etag TEXT NOT NULL,
    storage_class TEXT NOT NULL,
    blob TEXT,
    parts INTEGER NOT NULL,
    checksum_algorithm TEXT,
    checksum_type TEXT,
    checksum_value TEXT,
    properties TEXT NOT NULL,
    tags TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS versions_by_key ON versions (bucket, key, id DESC);
  CREATE UNIQUE INDEX IF NOT EXISTS current_objects ON versions (bucket, key)
    WHERE latest = 1 AND marker = 0;
  CREATE TABLE IF NOT EXISTS object_parts (
    version INTEGER NOT NULL,
    number INTEGER NOT NULL,
    size INTEGER NOT NULL,
    blob TEXT,
    checksum TEXT,
    PRIMARY KEY (version, number)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS uploads (
    id TEXT PRIMARY KEY,
    bucket INTEGER NOT NULL,
    key BLOB NOT NULL,
    initiated INTEGER NOT NULL,
    storage_class TEXT NOT NULL,
    checksum_algorithm TEXT,
    checksum_type TEXT,
    properties TEXT NOT NULL,
    tags TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS uploads_by_key ON uploads (bucket, key, initiated, id);
  CREATE TABLE IF NOT EXISTS upload_parts (
    upload TEXT NOT NULL,
    number INTEGER NOT NULL,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    etag TEXT NOT NULL,
    blob TEXT,
    checksum TEXT,
    PRIMARY KEY (upload, number)
  ) STRICT, WITHOUT ROWID;
`

/**
 * Opens the index, held by this process alone.
 *
 * @throws AppError local-file when another playground has the folder open
 */
export function openDatabase(folder: string): DatabaseSync {
  const database = new DatabaseSync(join(folder, 'index.sqlite'))
  try {
    // An exclusive lock keeps a second playground out and spares the shared-memory file.
    database.exec('PRAGMA locking_mode = EXCLUSIVE')
    database.exec('PRAGMA journal_mode = WAL')
    database.exec('PRAGMA synchronous = NORMAL')
    database.exec('PRAGMA cache_size = -65536')
    database.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT}`)
    database.exec(`BEGIN IMMEDIATE; ${SCHEMA} COMMIT`)
  } catch (cause) {
    database.close()
    throw new AppError(
      {
        code: 'local-file',
        message: `The playground's folder ${folder} could not be opened.`,
        remedy: 'Close the other playground that uses this folder, or choose another folder.',
        subject: { path: folder },
      },
      { cause },
    )
  }
  return database
}

/** Runs a unit of work that is stored whole or not at all. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  const { begin, commit } = statements(database)
  begin.run()
  try {
    const result = work()
    commit.run()
    return result
  } catch (cause) {
    database.exec('ROLLBACK')
    throw cause
  }
}

const PREPARED = new WeakMap<DatabaseSync, { begin: StatementSync; commit: StatementSync }>()

function statements(database: DatabaseSync): { begin: StatementSync; commit: StatementSync } {
  const known = PREPARED.get(database)
  if (known !== undefined) return known
  const fresh = { begin: database.prepare('BEGIN IMMEDIATE'), commit: database.prepare('COMMIT') }
  PREPARED.set(database, fresh)
  return fresh
}
