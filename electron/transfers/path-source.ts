import type { Dirent, Stats } from 'node:fs'
import { access, constants, lstat, readdir, realpath, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { DEFAULT_UPLOAD_RULES, type UploadRules } from '#shared/upload-rules.ts'
import { decodedName } from '../files/decoded-name.ts'
import { type LeftOut, leftOutBy } from './left-out.ts'
import { localFailure } from './local-failure.ts'
import { isCode, isWithin } from './local-target.ts'
import type { SourceItem, UploadSource } from './upload-source.ts'

const SEPARATOR = Buffer.from('/')

/**
 * Real files and folders of this computer. What can't be uploaded as it is (a pipe, a socket,
 * something unreadable, a name that is not UTF-8) is told with its reason; nothing is ever opened
 * here, so a pipe can't block.
 */
export class PathSource implements UploadSource {
  readonly paths: readonly string[]

  constructor(paths: readonly string[]) {
    this.paths = paths
  }

  async *items(
    signal: AbortSignal,
    rules: UploadRules = DEFAULT_UPLOAD_RULES,
  ): AsyncGenerator<SourceItem> {
    const leftOut = leftOutBy(rules)
    for (const path of this.paths) {
      const walk = { leftOut, signal, follow: rules.links === 'follow', root: path }
      yield* walked(path, basename(path), walk, [])
    }
  }

  close(): void {
    // Paths hold nothing open.
  }
}

/**
 * What is in a folder, in the order in which S3 lists keys; paths are relative to it. Only that
 * order lets two sides of any size be compared without holding either.
 *
 * @throws AppError `local-file` when the folder itself cannot be read
 */
export async function* itemsWithin(
  path: string,
  rules: UploadRules,
  signal: AbortSignal,
): AsyncGenerator<SourceItem> {
  const walk = { leftOut: leftOutBy(rules), signal, follow: rules.links === 'follow', root: path }
  try {
    yield* folder(path, '', walk, [idOf(await stat(path))])
  } catch (error) {
    signal.throwIfAborted()
    throw localFailure(error, path)
  }
}

interface Walk {
  readonly leftOut: LeftOut
  readonly follow: boolean
  /** What was dropped: links must not lead out of it. */
  readonly root: string
  readonly signal: AbortSignal
}

/** @param above the folders on the way, as the disk numbers them */
async function* walked(
  path: string,
  relativePath: string,
  walk: Walk,
  above: readonly string[],
): AsyncGenerator<SourceItem> {
  walk.signal.throwIfAborted()
  const reason = walk.leftOut(relativePath)
  if (reason !== undefined) {
    yield { type: 'problem', relativePath, reason }
    return
  }
  try {
    const stats = await lstat(path)
    if (stats.isSymbolicLink()) yield* linked(path, relativePath, walk, above)
    else if (stats.isDirectory()) yield* folder(path, relativePath, walk, [...above, idOf(stats)])
    else yield await fileItem(path, relativePath, stats)
  } catch (error) {
    walk.signal.throwIfAborted()
    yield { type: 'problem', relativePath, reason: reasonOf(error) }
  }
}

async function* linked(
  path: string,
  relativePath: string,
  walk: Walk,
  above: readonly string[],
): AsyncGenerator<SourceItem> {
  const problem = (reason: string) => ({ type: 'problem' as const, relativePath, reason })
  if (!walk.follow) return yield problem('It is a link; links are not followed.')
  const real = await realpath(path).catch((error: unknown) => {
    if (isCode(error, 'ENOENT') || isCode(error, 'ELOOP')) return undefined
    throw error
  })
  if (real === undefined) return yield problem('It is a link that leads nowhere.')
  if (!isWithin(await realpath(walk.root), real)) {
    return yield problem('It is a link that leads out of what was dropped.')
  }
  const stats = await stat(real)
  if (!stats.isDirectory()) return yield await fileItem(real, relativePath, stats)
  const id = idOf(stats)
  if (above.includes(id)) return yield problem('It is a link to a folder that it is in.')
  yield* folder(real, relativePath, walk, [...above, id])
}

async function* folder(
  path: string,
  relativePath: string,
  walk: Walk,
  above: readonly string[],
): AsyncGenerator<SourceItem> {
  // As bytes, since a name that is not UTF-8 would silently come back as another one.
  const entries: Dirent<Buffer>[] = await readdir(path, { withFileTypes: true, encoding: 'buffer' })
  if (entries.length === 0 && relativePath !== '') yield { type: 'empty-folder', relativePath }
  const before = relativePath === '' ? '' : `${relativePath}/`
  for (const name of await inKeyOrder(path, entries, walk)) {
    const text = decodedName(name)
    if (text !== undefined) {
      yield* walked(join(path, text), `${before}${text}`, walk, above)
      continue
    }
    const shown = Buffer.concat([Buffer.from(before), name]).toString('utf8')
    yield { type: 'problem', relativePath: shown, reason: 'Its name is not valid UTF-8.' }
  }
}

/** Names as S3 lists what is behind them: a folder stands where its `/` puts it, after `a.txt`. */
async function inKeyOrder(
  path: string,
  entries: readonly Dirent<Buffer>[],
  { follow }: Walk,
): Promise<Buffer[]> {
  const keyed: { name: Buffer; key: Buffer }[] = []
  for (const entry of entries) {
    const { name } = entry
    const isFolder = entry.isDirectory() || (follow && (await leadsToFolder(path, entry)))
    keyed.push({ name, key: isFolder ? Buffer.concat([name, SEPARATOR]) : name })
  }
  return keyed.sort((a, b) => a.key.compare(b.key)).map(({ name }) => name)
}

async function leadsToFolder(path: string, entry: Dirent<Buffer>): Promise<boolean> {
  const text = entry.isSymbolicLink() ? decodedName(entry.name) : undefined
  if (text === undefined) return false
  const stats = await stat(join(path, text)).catch(() => undefined)
  return stats?.isDirectory() ?? false
}

function idOf({ dev, ino }: Stats): string {
  return `${dev}:${ino}`
}

async function fileItem(path: string, relativePath: string, stats: Stats): Promise<SourceItem> {
  const reason = notAFile(stats)
  if (reason) return { type: 'problem', relativePath, reason }
  await access(path, constants.R_OK)
  return {
    type: 'file',
    relativePath,
    size: stats.size,
    modified: stats.mtimeMs,
    path,
  }
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
