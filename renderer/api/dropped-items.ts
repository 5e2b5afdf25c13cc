import { AppError } from '#shared/errors.ts'
import type { LocalItems } from '#shared/ipc/bridge.ts'
import { bridge } from './bridge.ts'

/**
 * Everything a drop brought. Call it inside the drop event: the browser forgets what was dropped
 * when the event is over. The desktop shell gets the items themselves and walks folders on disk;
 * in the browser shell the page walks them.
 */
export function droppedItems(drop: DataTransfer): Promise<LocalItems<File>> {
  const items = [...drop.items].filter(item => item.kind === 'file')
  if (bridge().shell === 'desktop') return Promise.resolve(topLevel([...drop.files]))
  const entries = items.map(item => item.webkitGetAsEntry()).filter(entry => entry !== null)
  return walk(entries)
}

/** Everything picked in an `<input type="file">`, also one with `webkitdirectory`. */
export function pickedItems(list: FileList): LocalItems<File> {
  const files = [...list]
  const paths = files.map(file => file.webkitRelativePath || file.name)
  return { files, paths, emptyFolders: [] }
}

/**
 * Hands dropped or picked files to the main process, for an opaque handle that a plan takes.
 *
 * @throws AppError `local-file` when the shell did not take them.
 */
export async function filesFrom(items: LocalItems<File>): Promise<string> {
  try {
    return await bridge().filesFrom(items)
  } catch (cause) {
    const init = {
      code: 'local-file',
      message: 'Pail could not take the dropped files.',
      remedy: 'Drop them again, or use the upload button.',
    } as const
    throw new AppError(init, { cause })
  }
}

function topLevel(files: readonly File[]): LocalItems<File> {
  return { files, paths: files.map(file => file.name), emptyFolders: [] }
}

interface Found {
  readonly files: File[]
  readonly paths: string[]
  readonly emptyFolders: string[]
  readonly problems: { path: string; reason: string }[]
}

async function walk(entries: readonly FileSystemEntry[]): Promise<LocalItems<File>> {
  const found: Found = { files: [], paths: [], emptyFolders: [], problems: [] }
  const folders: FileSystemDirectoryEntry[] = []
  await take(entries, folders, found)
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    const path = relativePath(folder)
    try {
      const children = await childrenOf(folder)
      if (children.length === 0) found.emptyFolders.push(path)
      else await take(children, folders, found)
    } catch (error) {
      found.problems.push({ path, reason: `The browser could not read it: ${reason(error)}` })
    }
  }
  return found
}

async function take(
  entries: readonly FileSystemEntry[],
  folders: FileSystemDirectoryEntry[],
  found: Found,
): Promise<void> {
  for (const entry of entries) if (isFolder(entry)) folders.push(entry)
  const read = entries.filter(isFile).map(async entry => {
    const path = relativePath(entry)
    try {
      return { path, file: await new Promise<File>((ok, no) => entry.file(ok, no)) }
    } catch (error) {
      found.problems.push({ path, reason: `The browser could not read it: ${reason(error)}` })
      return undefined
    }
  })
  for (const one of await Promise.all(read)) {
    if (one === undefined) continue
    found.files.push(one.file)
    found.paths.push(one.path)
  }
}

/** Reads until a batch is empty: browsers give at most 100 entries at a time. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const children: FileSystemEntry[] = []
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((ok, no) => reader.readEntries(ok, no))
    if (batch.length === 0) return children
    children.push(...batch)
  }
}

/** `fullPath` starts at the drop's own root, `/`. */
function relativePath(entry: FileSystemEntry): string {
  return entry.fullPath.replace(/^\//, '')
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function reason(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.message : String(error)
}
