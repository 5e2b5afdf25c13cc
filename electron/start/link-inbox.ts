import { randomUUID } from 'node:crypto'
import { watch } from 'node:fs'
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type PailLink, pailLink, parsePailLink } from '#shared/addresses/pail-link.ts'

/** How long the Pail that runs may take to notice a link. */
const PATIENCE_MS = 3_000
const POLL_MS = 50

/**
 * Gives a link to the Pail that has the data folder: as a file in it, which only this user can
 * write, and which that Pail takes away. Says whether it did.
 */
export async function handOver(dataFolder: string, link: PailLink): Promise<boolean> {
  const inbox = inboxOf(dataFolder)
  const file = join(inbox, `${randomUUID()}.link`)
  await mkdir(inbox, { recursive: true, mode: 0o700 })
  await writeFile(`${file}.new`, pailLink(link), { mode: 0o600 })
  await rename(`${file}.new`, file)
  for (let waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
    await sleep(POLL_MS)
    if (await isGone(file)) return true
  }
  await rm(file, { force: true })
  return false
}

/** Takes the links that later starts hand over, until the returned function is called. */
export async function watchInbox(
  dataFolder: string,
  onLink: (link: PailLink) => void,
): Promise<() => void> {
  const inbox = inboxOf(dataFolder)
  // Links that nobody took are of another day.
  await rm(inbox, { recursive: true, force: true })
  await mkdir(inbox, { recursive: true, mode: 0o700 })
  let turn = Promise.resolve()
  const watcher = watch(inbox, () => {
    turn = turn.then(() => take(inbox, onLink)).catch(() => undefined)
  })
  // A folder that goes away has no more links to give.
  watcher.on('error', () => watcher.close())
  watcher.unref()
  return () => watcher.close()
}

async function take(inbox: string, onLink: (link: PailLink) => void): Promise<void> {
  for (const name of await readdir(inbox)) {
    if (!name.endsWith('.link')) continue
    const file = join(inbox, name)
    const link = parsePailLink(await readFile(file, 'utf8'))
    await rm(file, { force: true })
    if (link) onLink(link)
  }
}

function inboxOf(dataFolder: string): string {
  return join(dataFolder, 'links')
}

async function isGone(file: string): Promise<boolean> {
  return access(file).then(
    () => false,
    () => true,
  )
}
