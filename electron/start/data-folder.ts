import { mkdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** The folder both shells keep profiles and settings in: where Electron would put it. */
export function defaultDataFolder(
  platform: NodeJS.Platform = process.platform,
  { APPDATA, XDG_CONFIG_HOME }: NodeJS.ProcessEnv = process.env,
): string {
  switch (platform) {
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Pail')
    case 'win32':
      return join(APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Pail')
    default:
      return join(XDG_CONFIG_HOME || join(homedir(), '.config'), 'Pail')
  }
}

/** Why Pail cannot have a folder for its data, in plain words. */
export class BadDataFolder extends Error {
  override readonly name = 'BadDataFolder'
  /** Another Pail has it: what this one was told could be told to that one. */
  readonly isRunning: boolean

  constructor(message: string, options: ErrorOptions & { readonly isRunning: boolean }) {
    super(message, options)
    this.isRunning = options.isRunning
  }
}

/**
 * Makes the folder and takes it for this process, so that two never write the same files.
 *
 * The lock is SQLite's write lock on a file of its own: the operating system drops it with the
 * process, so one that crashed leaves nothing behind, and readers may still see who holds it.
 *
 * @returns a function that gives the folder back.
 * @throws BadDataFolder when another process has it, or it cannot be written.
 */
export async function lockDataFolder(folder: string): Promise<() => void> {
  const file = join(folder, 'pail.lock')
  let lock: DatabaseSync | undefined
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    lock = new DatabaseSync(file, { timeout: 0 })
    return hold(lock)
  } catch (cause) {
    const isRunning = lock !== undefined && isLocked(cause)
    const message =
      lock && isRunning
        ? `Pail is running already (${ownerOf(lock)}) with the data folder ${folder}. Use that one,`
        : `Pail cannot write to ${file} (${cause instanceof Error ? cause.message : cause}). Correct that,`
    lock?.close()
    throw new BadDataFolder(`${message} or give another folder with --data-dir.`, {
      cause,
      isRunning,
    })
  }
}

function hold(lock: DatabaseSync): () => void {
  lock.exec('BEGIN IMMEDIATE')
  lock.exec('CREATE TABLE IF NOT EXISTS owner (name TEXT)')
  lock.exec('DELETE FROM owner')
  lock.prepare('INSERT INTO owner VALUES (?)').run(`process ${process.pid}`)
  lock.exec('COMMIT')
  lock.exec('BEGIN IMMEDIATE')
  return () => lock.close()
}

function ownerOf(lock: DatabaseSync): string {
  try {
    const { name } = lock.prepare('SELECT name FROM owner').get() ?? {}
    return String(name ?? 'another process')
  } catch (error) {
    // The other one is just writing its name.
    if (isLocked(error)) return 'another process'
    throw error
  }
}

/** SQLITE_BUSY, https://www.sqlite.org/rescode.html#busy */
function isLocked(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5
}
