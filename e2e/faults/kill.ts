import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom } from '../../electron/playground/sample/seeded-random.ts'
import { startPlayground } from '../../electron/playground/start-playground.ts'
import type { Kind } from './kinds.ts'
import { bundleVictim } from './run-victim.ts'
import { type KillFigures, Scene } from './scene.ts'

/**
 * Kills a Pail that uploads, downloads, zips, moves, mirrors or deletes, again and again, at
 * moments that a seed decides, until its job is done; then does the same with a new job, until
 * there were enough kills.
 */
export async function killAtMoments(kind: Kind, kills: number, seed: number): Promise<KillFigures> {
  const random = seededRandom(seed)
  const total = { partial: 0, lostOrDoubled: 0, unreadableJournals: 0, orphans: 0, overBound: 0 }
  const figures: KillFigures = { kills: 0, ...total }
  const place = await mkdtemp(join(tmpdir(), 'pail-kill-'))
  const playground = await startPlayground({ folder: join(place, 'playground') })
  try {
    const bundle = await bundleVictim(join(place, 'bundle'))
    for (let round = 0; figures.kills < kills; round += 1) {
      const folder = join(place, String(round))
      const scene = new Scene({ kind, server: playground, folder, bucket: `kill-${kind}-${round}` })
      await scene.prepare(seed + round)
      // A kill near the end of one job leaves little for the next, so each gets at most five.
      await scene.kill(bundle, figures, Math.min(5, kills - figures.kills), random)
      await scene.judge(figures)
      await rm(folder, { recursive: true })
    }
    return figures
  } finally {
    await playground.close()
    await rm(place, { recursive: true, force: true })
  }
}
