import type { Dirent, Stats } from 'node:fs'
import { access, constants, lstat, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { SourceItem, UploadSource } from './upload-source.ts'

const SEPARATOR = Buffer.from('/')
const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Real files and folders of this computer. What can't be uploaded as it is (a link, a pipe, a
 * socket, something unreadable, a name that is not UTF-8) is told with its reason; nothing is ever
 * opened here, so a pipe can't block.
 */
export class PathSource implements UploadSource {
  readonly #paths: readonly string[]

  constructor(paths: readonly string[]) {
    this.#paths = paths
  }

  async *items(signal: AbortSignal): AsyncGenerator<SourceItem> {
    for (const path of this.#paths) yield* walk(path, basename(path), signal)
  }

  close(): void {
    // Paths hold nothing open.
  }
}

async function* walk(
  path: string,
  relativePath: string,
  signal: AbortSignal,
): AsyncGenerator<SourceItem> {
  signal.throwIfAborted()
  try {
    const stats = await lstat(path)
    if (stats.isDirectory()) yield* walkFolder(path, relativePath, signal)
    else yield await fileItem(path, relativePath, stats)
  } catch (error) {
    signal.throwIfAborted()
    yield { type: 'problem', relativePath, reason: reasonOf(error) }
  }
}

async function* walkFolder(
  path: string,
  relativePath: string,
  signal: AbortSignal,
): AsyncGenerator<SourceItem> {
  // As bytes, since a name that is not UTF-8 would silently come back as another one.
  const entries: Dirent<Buffer>[] = await readdir(path, { withFileTypes: true, encoding: 'buffer' })
  if (entries.length === 0) yield { type: 'empty-folder', relativePath }
  entries.sort((a, b) => a.name.compare(b.name))
  for (const { name } of entries) {
    const text = decoded(name)
    if (text !== undefined) {
      yield* walk(join(path, text), `${relativePath}/${text}`, signal)
      continue
    }
    const shown = Buffer.concat([Buffer.from(relativePath), SEPARATOR, name]).toString('utf8')
    yield { type: 'problem', relativePath: shown, reason: 'Its name is not valid UTF-8.' }
  }
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
    open: async () => ({ path }),
  }
}

function notAFile(stats: Stats): string | undefined {
  if (stats.isFile()) return undefined
  if (stats.isSymbolicLink()) return 'It is a link; links are not followed.'
  if (stats.isFIFO()) return 'It is a pipe, not a file.'
  if (stats.isSocket()) return 'It is a socket, not a file.'
  return 'It is a device, not a file.'
}

function decoded(name: Buffer): string | undefined {
  try {
    return utf8.decode(name)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
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
