import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '#shared/errors.ts'

/** What the playground's one user signs with. */
const Keys = z.object({ accessKeyId: z.string().min(1), secretAccessKey: z.string().min(1) })
type Keys = z.infer<typeof Keys>

/**
 * The keys of a playground's folder, made at its first start and kept, so that a saved profile
 * stays good. Readable by this user alone: others on the computer can reach a loopback port too.
 *
 * @throws AppError local-file when the file is damaged
 */
export function keysOf(folder: string): Keys {
  const path = join(folder, 'keys.json')
  const made: Keys = {
    accessKeyId: `PAIL${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64'),
  }
  try {
    writeFileSync(path, `${JSON.stringify(made)}\n`, { flag: 'wx', mode: 0o600 })
    return made
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause
  }
  try {
    return Keys.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (cause) {
    throw new AppError(
      {
        code: 'local-file',
        message: `The playground's keys in ${path} cannot be read.`,
        remedy: 'Delete the file, and the playground makes new keys.',
        subject: { path },
      },
      { cause },
    )
  }
}
