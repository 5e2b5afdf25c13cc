import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { DEFAULT_UPLOAD_RULES, type UploadRules } from '#shared/upload-rules.ts'
import { leftOutBy } from './left-out.ts'
import { localFailure } from './local-failure.ts'
import type { SourceItem, UploadSource } from './upload-source.ts'
import { idOf, lookAt, openFolder, walked } from './walk-folders.ts'

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
      const place = { path, relativePath: basename(path), above: [] }
      yield* walked(() => lookAt(place, walk), walk)
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
export function itemsWithin(
  path: string,
  rules: UploadRules,
  signal: AbortSignal,
): AsyncGenerator<SourceItem> {
  const walk = { leftOut: leftOutBy(rules), signal, follow: rules.links === 'follow', root: path }
  const begin = async () => {
    try {
      return await openFolder({ path, relativePath: '', above: [idOf(await stat(path))] }, walk)
    } catch (error) {
      signal.throwIfAborted()
      throw localFailure(error, path)
    }
  }
  return walked(begin, walk)
}
