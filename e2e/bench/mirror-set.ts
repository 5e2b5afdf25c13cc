import {
  cpSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { openDatabase } from '../../electron/playground/store/database.ts'
import { openStore } from '../../electron/playground/store/store.ts'
import { seedBucket } from '../harness/seed-index.ts'

/** Changes when the files or the keys do: what was made before is made anew. */
const EDITION = 1
const PER_FOLDER = 1_000
/** One name in so many was changed since it was stored, and one in as many is new. */
const ONE_IN = 100
/** Bytes of each file. */
const SIZE = 4
const STORED = Date.UTC(2026, 0, 1)

export const BUCKET = 'bench-mirrors'
/** What is compared: the whole, and its first half. */
export const WHOLE = 'mirror/'
export const HALF = 'mirror/first/'

/** A folder, and a playground with what it was when it was mirrored last. */
export interface MirrorSet {
  /** The local folder that is {@link WHOLE}, and the one that is {@link HALF}. */
  readonly folder: string
  readonly half: string
  /** The data of the playground, of this run alone. */
  readonly playground: string
  readonly files: number
  readonly fresh: number
  readonly changed: number
}

/**
 * Makes a folder of so many small files, and a playground whose index has nearly all of them. Both are
 * kept under .cache for the next run, which gets a copy of the index.
 *
 * @param own a folder of this run
 */
export async function mirrorSet(files: number, own: string): Promise<MirrorSet> {
  const kept = resolve('.cache', 'bench', `mirrors-${files}-${EDITION}`)
  if (!existsSync(kept)) await make(files, kept)
  const playground = join(own, 'playground')
  cpSync(join(kept, 'playground'), playground, { recursive: true })
  const folder = join(kept, 'folder')
  const share = Math.ceil(files / ONE_IN)
  return { folder, half: join(folder, 'first'), playground, files, fresh: share, changed: share }
}

async function make(files: number, kept: string): Promise<void> {
  const unfinished = `${kept}.part`
  rmSync(unfinished, { recursive: true, force: true })
  process.stderr.write(`Making ${files} files, and as many keys, in ${kept} …\n`)
  const folder = join(unfinished, 'folder')
  for (let at = 0; at < files; at += 1) {
    const path = join(folder, nameOf(at, files))
    if (at % PER_FOLDER === 0 || at === files / 2) mkdirSync(join(path, '..'), { recursive: true })
    writeFileSync(path, 'x'.repeat(isChanged(at) ? SIZE + 1 : SIZE))
    utimesSync(path, STORED / 1000 - 60, STORED / 1000 - 60)
  }
  const playground = join(unfinished, 'playground')
  mkdirSync(playground, { recursive: true })
  // The store makes its own folders and keys.
  await openStore(playground, { fsync: false }).close()
  const database = openDatabase(playground)
  const stored = Array.from({ length: files }, (_, at) => at).filter(at => !isFresh(at))
  const keyOf = (index: number) => WHOLE + nameOf(stored[index] ?? 0, files)
  seedBucket(database, BUCKET, stored.length, keyOf, { size: SIZE, modified: STORED })
  database.close()
  renameSync(unfinished, kept)
}

function isFresh(at: number): boolean {
  return at % ONE_IN === 1
}

function isChanged(at: number): boolean {
  return at % ONE_IN === 2
}

/** Half of them in one folder, half in another, and there in folders of a thousand. */
function nameOf(at: number, files: number): string {
  const part = at < files / 2 ? 'first' : 'second'
  const padded = (value: number, length: number) => String(value).padStart(length, '0')
  return `${part}/${padded(Math.floor(at / PER_FOLDER), 4)}/photo-${padded(at, 6)}.txt`
}
