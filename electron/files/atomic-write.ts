import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * Replaces a file so that a crash at any moment leaves either the old or the new text, never half:
 * temp in the same folder, fsync, rename, fsync of the folder. Only the user may read it (0600).
 * Throws the system's own error; the old file is then untouched.
 */
export async function writeAtomically(file: string, text: string): Promise<void> {
  const folder = dirname(file)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const temp = join(folder, `${basename(file)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    await writeDurably(temp, text)
    await rename(temp, file)
  } catch (error) {
    await rm(temp, { force: true })
    throw error
  }
  await syncFolder(folder)
}

/** A temp this old (milliseconds) belongs to no write that is still going on. */
const ABANDONED = 60_000

/** Removes the temps that a crash left beside a file; those of another Pail at work stay. */
export async function sweepTemps(file: string): Promise<void> {
  const folder = dirname(file)
  const prefix = `${basename(file)}.`
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix) || !TEMP_ENDING.test(name.slice(prefix.length))) continue
    const temp = join(folder, name)
    const { mtimeMs } = await stat(temp)
    if (Date.now() - mtimeMs > ABANDONED) await rm(temp, { force: true })
  }
}

const TEMP_ENDING = /^[0-9a-f]{12}\.tmp$/

async function writeDurably(file: string, text: string): Promise<void> {
  // `wx`: never through a link that somebody planted under that name.
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(text, 'utf8')
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder; its rename is journaled by NTFS.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
