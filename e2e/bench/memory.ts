import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundledProgram } from './bundled-program.ts'
import { type Figure, growthFigure } from './figure.ts'
import { inProcess } from './in-process.ts'
import { makeBucket, withEndpoints } from './transfer-endpoints.ts'
import type { Measured, TransferJob } from './transfer-job.ts'
import { sizeWords, transferSets, writeSet } from './transfer-sets.ts'

const BUCKET = 'bench-memory'
const PREFIX = 'pail/'

/** Very many small files in one job each way: what all of it needs beside what its first half does. */
export async function* memory(): AsyncGenerator<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'pail-bench-'))
  try {
    const program = await bundledProgram('transfer-subject')
    const set = transferSets().lasting
    const source = writeSet(join(folder, 'up'), set)
    const target = join(folder, 'down')
    mkdirSync(target)
    yield* withEndpoints(folder, async function* (endpoint) {
      if (endpoint.transport !== 'plain') return
      await makeBucket(endpoint, BUCKET)
      const { access, env } = endpoint
      for (const [verb, place] of [
        ['upload', source],
        ['download', target],
        ['delete', target],
      ] as const) {
        const where = { set, folder: place, bucket: BUCKET, prefix: PREFIX }
        const job: TransferJob = { tool: 'pail', verb, access, ...where }
        const measured = await inProcess<Measured>(program, job, env)
        process.stderr.write(`${verb}: ${measured.seconds.toFixed(1)} s\n`)
        const label = `${verb} of ${sizeWords(set)}`
        const name = `${label}: most resident memory (control: until half was done)`
        yield growthFigure(name, measured.peakBytes, measured.warmBytes)
      }
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
