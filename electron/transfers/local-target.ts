import { lstatSync, type Stats } from 'node:fs'
import { lstat, mkdir, realpath, statfs } from 'node:fs/promises'
import { isAbsolute, join, relative, sep } from 'node:path'
import { AppError } from '#shared/errors.ts'
import { Disk } from './disk.ts'
import { localFailure } from './local-failure.ts'

/** What stands where a download wants to go. */
export type Standing =
  | { readonly type: 'nothing' }
  | { readonly type: 'file'; readonly size: number; readonly modified: number }
  | { readonly type: 'blocked'; readonly reason: string }

type FolderStanding = 'folder' | 'nothing' | { readonly reason: string }

/**
 * The folder a download goes into. Nothing is ever written outside it, nor through a link planted
 * in it: every folder on the way must be a real one.
 */
export class LocalTarget {
  readonly root: string
  readonly disk: Disk
  readonly #folders = new Map<string, FolderStanding>()

  private constructor(root: string, disk: Disk) {
    this.root = root
    this.disk = disk
  }

  /** @throws AppError `local-file` when the folder is not there, or is none. */
  static async at(folder: string): Promise<LocalTarget> {
    const root = await localPath(folder)
    if (!(await statsOf(root))?.isDirectory()) throw inTheWay(root)
    return new LocalTarget(root, await Disk.of(root))
  }

  /** The absolute path of a place below the folder. */
  path(segments: readonly string[]): string {
    const path = join(this.root, ...segments)
    if (!isWithin(this.root, path)) throw escaping(path)
    return path
  }

  /** For a plan: what is there now. Remembers folders, so that missing ones are asked for once. */
  async look(segments: readonly string[]): Promise<Standing> {
    const parent = await this.#lookAtFolder(segments.slice(0, -1))
    if (parent === 'nothing') return { type: 'nothing' }
    if (parent !== 'folder') return { type: 'blocked', reason: parent.reason }
    const stats = await statsOf(this.path(segments), this.disk)
    if (!stats) return { type: 'nothing' }
    if (stats.isDirectory()) return { type: 'blocked', reason: 'A folder has this name there.' }
    return { type: 'file', size: stats.size, modified: stats.mtimeMs }
  }

  /** For a plan: whether a folder can be made here or is one already. */
  async lookAtFolder(segments: readonly string[]): Promise<{ reason: string } | undefined> {
    const standing = await this.#lookAtFolder(segments)
    return typeof standing === 'object' ? standing : undefined
  }

  /**
   * Makes a folder and those above it, and proves that each is a real folder.
   *
   * @throws AppError `local-file` where something else stands in the way.
   */
  async ensureFolder(segments: readonly string[]): Promise<string> {
    for (let depth = 1; depth <= segments.length; depth += 1) {
      const path = this.path(segments.slice(0, depth))
      const stats = (await statsOf(path, this.disk)) ?? (await madeFolder(path))
      if (!stats?.isDirectory()) throw inTheWay(path)
    }
    return this.path(segments)
  }

  /**
   * For a plan: refuses what cannot fit.
   *
   * @param bytes to be written, without what may still be left out
   * @throws AppError `local-file` when the disk has less room
   */
  async ensureRoom(bytes: number): Promise<void> {
    const { bavail, bsize, blocks } = await statfs(this.root).catch(error => {
      throw localFailure(error, this.root)
    })
    const free = bavail * bsize
    // Some network drives report no size at all.
    if (blocks === 0 || bytes <= free) return
    throw new AppError({
      code: 'local-file',
      message: `The download needs ${inGiB(bytes)}, but the disk of “${this.root}” has ${inGiB(free)} free.`,
      remedy: 'Free some space, or choose a folder on another disk.',
      subject: { path: this.root },
    })
  }

  async #lookAtFolder(segments: readonly string[]): Promise<FolderStanding> {
    if (segments.length === 0) return 'folder'
    const path = this.path(segments)
    const known = this.#folders.get(path)
    if (known) return known
    const above = await this.#lookAtFolder(segments.slice(0, -1))
    const standing = above === 'folder' ? await folderStanding(path, segments.at(-1) ?? '') : above
    this.#folders.set(path, standing)
    return standing
  }
}

async function localPath(folder: string): Promise<string> {
  try {
    return await realpath(folder)
  } catch (error) {
    throw localFailure(error, folder)
  }
}

async function folderStanding(path: string, name: string): Promise<FolderStanding> {
  const stats = await statsOf(path)
  if (!stats) return 'nothing'
  if (stats.isDirectory()) return 'folder'
  const what = stats.isSymbolicLink() ? 'a link, which is not followed' : 'not a folder'
  return { reason: `“${name}” in the chosen folder is ${what}.` }
}

async function madeFolder(path: string) {
  try {
    await mkdir(path)
  } catch (error) {
    // Another lane of the same job was faster; what it made is looked at all the same.
    if (!isCode(error, 'EEXIST')) throw localFailure(error, path)
  }
  return statsOf(path)
}

/** Of the thing itself, never of what a link leads to. */
export async function statsOf(path: string, disk = Disk.unknown): Promise<Stats | undefined> {
  try {
    return await disk.ask(
      () => lstatSync(path),
      () => lstat(path),
    )
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR')) return undefined
    throw localFailure(error, path)
  }
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

function inGiB(bytes: number): string {
  return `${(bytes / 1024 ** 3).toFixed(2)} GiB`
}

function inTheWay(path: string): AppError {
  return new AppError({
    code: 'local-file',
    message: `“${path}” is a link or a file where a folder is needed.`,
    remedy: 'Move it away, or choose another folder.',
    subject: { path },
  })
}

function escaping(path: string): AppError {
  return new AppError({
    code: 'local-file',
    message: `“${path}” is outside the chosen folder.`,
    remedy: 'Report it: Pail should never have come to this path.',
    subject: { path },
  })
}

/** Whether a path is a folder or below it; both are absolute, without links. */
export function isWithin(folder: string, path: string): boolean {
  const inside = relative(folder, path)
  return inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside)
}
