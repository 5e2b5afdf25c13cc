import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPlayground } from '../../electron/playground/start-playground.ts'
import type { RunningServer } from './running-server.ts'

/** Starts Pail's own S3 endpoint, empty, in a temporary folder of its own. */
export async function startPlaygroundServer(): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), 'pail-playground-'))
  const playground = await startPlayground({ folder })
  return {
    ...playground,
    stop: async () => {
      await playground.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
