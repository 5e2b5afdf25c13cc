import type { Dirent, Stats } from 'node:fs'
import { access, constants, lstat, readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { decodedName } from '../files/decoded-name.ts'
import type { LeftOut } from './left-out.ts'
import { isOnLocalDisk } from './local-disk.ts'
import { isCode, isWithin } from './local-target.ts'
import { LookAhead, type Looked } from './look-ahead.ts'
import type { SourceItem } from './upload-source.ts'

/** Names in a folder that are worth asking where it is. */
const MANY = 32
/** Asked once: it would be asked for every file. */
const USER = process.geteuid?.()
const SEPARATOR = Buffer.from('/')

export interface Walk {
  readonly leftOut: LeftOut
  readonly follow: boolean
  /** What was dropped: links must not lead out of it. */
  readonly root: string
  readonly signal: AbortSignal
}

/** Where something is, on the disk and in what was dropped. */
export interface Place {
  readonly path: string
  readonly relativePath: string
  /** The folders on the way, as the disk numbers them. */
  readonly above: readonly string[]
  /** What the disk was asked before. */
  readonly looked?: Looked | Promise<Looked> | undefined
}

/**
 * What is at a place and below it, in the order in which S3 lists keys. One generator for folders of
 * any depth: each within another would take time and memory for every name.
 */
export async function* walked(
  begin: () => Promise<SourceItem | OpenFolder>,
  walk: Walk,
): AsyncGenerator<SourceItem> {
  const open: OpenFolder[] = []
  let found: SourceItem | OpenFolder | undefined = await begin()
  for (;;) {
    if (found instanceof OpenFolder) {
      const { relativePath } = found
      if (found.isEmpty && relativePath !== '') yield { type: 'empty-folder', relativePath }
      open.push(found)
    } else if (found) yield found
    const folder = open.at(-1)
    if (!folder) return
    const coming = folder.next()
    const next = coming instanceof Promise ? await coming : coming
    if (!next) open.pop()
    found = next && ('type' in next ? next : (fileAt(next, walk) ?? (await lookAt(next, walk))))
  }
}

/** What is at a place: a file, a folder with what is in it, or why it is neither. */
export async function lookAt(place: Place, walk: Walk): Promise<SourceItem | OpenFolder> {
  walk.signal.throwIfAborted()
  const { path, relativePath, above } = place
  const reason = walk.leftOut(relativePath)
  if (reason !== undefined) return { type: 'problem', relativePath, reason }
  try {
    const { stats, error } = (await place.looked) ?? { stats: await lstat(path) }
    if (!stats) throw error
    if (stats.isSymbolicLink()) return await linked(place, walk)
    if (!stats.isDirectory()) return await fileItem(path, relativePath, stats)
    return await openFolder({ ...place, above: [...above, idOf(stats)] }, walk)
  } catch (error) {
    walk.signal.throwIfAborted()
    return { type: 'problem', relativePath, reason: reasonOf(error) }
  }
}

/** A file that takes no further look: of most, nothing else is there to know. */
function fileAt({ path, relativePath, looked }: Place, walk: Walk): SourceItem | undefined {
  if (!looked || looked instanceof Promise) return undefined
  const { stats } = looked
  if (!stats?.isFile() || !isOwnAndReadable(stats)) return undefined
  walk.signal.throwIfAborted()
  if (walk.leftOut(relativePath) !== undefined) return undefined
  return { type: 'file', relativePath, size: stats.size, modified: stats.mtimeMs, path }
}

/** A folder whose names are gone through. */
export class OpenFolder {
  readonly relativePath: string
  readonly #place: Place
  readonly #entries: readonly Keyed[]
  readonly #looks: LookAhead
  #at = 0

  /** @param local whether the disk is one of this computer */
  constructor(place: Place, entries: readonly Keyed[], local: boolean) {
    this.relativePath = place.relativePath
    this.#place = place
    this.#entries = entries
    this.#looks = new LookAhead(place.path, entries, local)
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0
  }

  /** The next place in it, or what cannot be one. */
  next(): Place | SourceItem | undefined | Promise<Place | SourceItem | undefined> {
    const at = this.#at++
    if (this.#looks.covers(at)) return this.#placeOf(at)
    return this.#looks.more().then(() => this.#placeOf(at))
  }

  #placeOf(at: number): Place | SourceItem | undefined {
    const entry = this.#entries[at]
    if (!entry) return undefined
    const { path, relativePath, above } = this.#place
    const before = relativePath === '' ? '' : `${relativePath}/`
    const looked = this.#looks.take(at)
    const text = decodedName(entry.name)
    if (text !== undefined) {
      return { path: join(path, text), relativePath: before + text, above, looked }
    }
    const shown = Buffer.concat([Buffer.from(before), entry.name]).toString('utf8')
    return { type: 'problem', relativePath: shown, reason: 'Its name is not valid UTF-8.' }
  }
}

/** Reads the names in a folder. */
export async function openFolder(place: Place, walk: Walk): Promise<OpenFolder> {
  const { path } = place
  // As bytes, since a name that is not UTF-8 would silently come back as another one.
  const entries: Dirent<Buffer>[] = await readdir(path, { withFileTypes: true, encoding: 'buffer' })
  const local = entries.length >= MANY && (await isOnLocalDisk(path))
  return new OpenFolder(place, await inKeyOrder(path, entries, walk), local)
}

async function linked(place: Place, walk: Walk): Promise<SourceItem | OpenFolder> {
  const { path, relativePath, above } = place
  const problem = (reason: string) => ({ type: 'problem' as const, relativePath, reason })
  if (!walk.follow) return problem('It is a link; links are not followed.')
  const real = await realpath(path).catch((error: unknown) => {
    if (isCode(error, 'ENOENT') || isCode(error, 'ELOOP')) return undefined
    throw error
  })
  if (real === undefined) return problem('It is a link that leads nowhere.')
  if (!isWithin(await realpath(walk.root), real)) {
    return problem('It is a link that leads out of what was dropped.')
  }
  const stats = await stat(real)
  if (!stats.isDirectory()) return await fileItem(real, relativePath, stats)
  const id = idOf(stats)
  if (above.includes(id)) return problem('It is a link to a folder that it is in.')
  return await openFolder({ path: real, relativePath, above: [...above, id] }, walk)
}

interface Keyed {
  readonly name: Buffer
  readonly key: Buffer
  readonly isFile: boolean
}

/** Names as S3 lists what is behind them: a folder stands where its `/` puts it, after `a.txt`. */
async function inKeyOrder(
  path: string,
  entries: readonly Dirent<Buffer>[],
  { follow }: Walk,
): Promise<Keyed[]> {
  const keyed: Keyed[] = []
  for (const entry of entries) {
    const { name } = entry
    const isFolder = entry.isDirectory() || (follow && (await leadsToFolder(path, entry)))
    const key = isFolder ? Buffer.concat([name, SEPARATOR]) : name
    keyed.push({ name, key, isFile: entry.isFile() })
  }
  return keyed.sort((a, b) => a.key.compare(b.key))
}

async function leadsToFolder(path: string, entry: Dirent<Buffer>): Promise<boolean> {
  const text = entry.isSymbolicLink() ? decodedName(entry.name) : undefined
  if (text === undefined) return false
  const stats = await stat(join(path, text)).catch(() => undefined)
  return stats?.isDirectory() ?? false
}

/** A folder as its disk numbers it. */
export function idOf({ dev, ino }: Stats): string {
  return `${dev}:${ino}`
}

async function fileItem(path: string, relativePath: string, stats: Stats): Promise<SourceItem> {
  const reason = notAFile(stats)
  if (reason) return { type: 'problem', relativePath, reason }
  if (!isOwnAndReadable(stats)) await access(path, constants.R_OK)
  return {
    type: 'file',
    relativePath,
    size: stats.size,
    modified: stats.mtimeMs,
    path,
  }
}

/** Of its owner's own files, POSIX lets the mode alone decide. */
function isOwnAndReadable({ uid, mode }: Stats): boolean {
  return uid === USER && (mode & constants.S_IRUSR) !== 0
}

function notAFile(stats: Stats): string | undefined {
  if (stats.isFile()) return undefined
  if (stats.isFIFO()) return 'It is a pipe, not a file.'
  if (stats.isSocket()) return 'It is a socket, not a file.'
  return 'It is a device, not a file.'
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'You have no permission to read it.'
    case 'ENOENT':
      return 'It is gone.'
    default:
      return `It cannot be read (${typeof code === 'string' ? code : String(error)}).`
  }
}
