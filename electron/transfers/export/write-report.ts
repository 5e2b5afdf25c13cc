import { open } from 'node:fs/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { localFailure } from '../local-failure.ts'
import { isCode, LocalTarget } from '../local-target.ts'
import { numberedName } from '../numbered-name.ts'

/** Characters that are written at once. */
const PIECE = 256 * 1024

/**
 * Writes a text into a new file of a folder; a name that is taken gets a number.
 *
 * @returns the path of the file
 * @throws AppError `local-file`
 */
export async function writeReport(
  folder: string,
  name: string,
  text: Iterable<string>,
): Promise<string> {
  const target = await LocalTarget.at(folder)
  const { path, file } = await newFile(target, name)
  try {
    let piece = ''
    for (const part of text) {
      piece += part
      if (piece.length < PIECE) continue
      await file.write(piece)
      piece = ''
      // A long text must not keep transfers waiting.
      await nextTurn()
    }
    await file.write(piece)
    await file.sync()
    return path
  } catch (error) {
    throw localFailure(error, path)
  } finally {
    await file.close()
  }
}

async function newFile(target: LocalTarget, name: string) {
  for (let number = 1; ; number += 1) {
    const path = target.path([number === 1 ? name : numberedName(name, number)])
    try {
      return { path, file: await open(path, 'wx', 0o644) }
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw localFailure(error, path)
    }
  }
}
