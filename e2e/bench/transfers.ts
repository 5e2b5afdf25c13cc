import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundledProgram } from './bundled-program.ts'
import type { Figure } from './figure.ts'
import { inProcess } from './in-process.ts'
import { availableClis, secondsOfCli } from './transfer-clis.ts'
import { type Endpoint, makeBucket, withEndpoints } from './transfer-endpoints.ts'
import { FEW_LANES, fewLanesFigure, transferFigures } from './transfer-figures.ts'
import { transferFloor } from './transfer-floor.ts'
import type { Measured, Tool, TransferJob } from './transfer-job.ts'
import { type FileSet, sizeWords, transferSets, writeSet } from './transfer-sets.ts'

const BUCKET = 'bench'
/** A round trip to a region that is near, in milliseconds. */
const AWAY = 20
const TOOLS: readonly Tool[] = ['pail', 'sdk', 'loop']

/**
 * Uploads, downloads, copies and deletes, plain and over TLS: Pail as the app runs it, beside the
 * SDK's own means, a loop over the files, and the tools of others that are on the PATH.
 */
export async function* transfers(): AsyncGenerator<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'pail-bench-'))
  const clis = availableClis()
  process.stderr.write(`Beside Pail: the SDK${clis.map(name => `, ${name}`).join('')}.\n`)
  try {
    const program = await bundledProgram('transfer-subject')
    yield* withEndpoints(folder, async function* (endpoint) {
      const bench = new TransferBench(endpoint, folder, clis, program)
      yield* bench.run()
    })
    const small = async function* (endpoint: Endpoint) {
      if (endpoint.transport === 'TLS') return
      yield* new TransferBench(endpoint, folder, clis, program).runSmall()
    }
    yield* withEndpoints(folder, small, AWAY)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** All that is measured at one endpoint. */
class TransferBench {
  readonly #endpoint: Endpoint
  readonly #folder: string
  readonly #clis: readonly string[]
  readonly #program: string
  readonly #bucket: string

  constructor(endpoint: Endpoint, folder: string, clis: readonly string[], program: string) {
    this.#program = program
    this.#endpoint = endpoint
    this.#folder = folder
    this.#clis = clis
    this.#bucket = [BUCKET, endpoint.transport.toLowerCase(), endpoint.away].join('-')
  }

  async *run(): AsyncGenerator<Figure> {
    await makeBucket(this.#endpoint, this.#bucket)
    const { transport, access } = this.#endpoint
    if (transport === 'plain') yield* transferFloor(access, this.#bucket)
    const { large, small, medium, copied, deleted } = transferSets()
    for (const set of [large, small, medium]) yield* this.#upAndDown(set)
    yield* this.#copy(copied)
    yield* this.#delete(deleted)
  }

  /** What round trips count for most: small requests of which one waits for the other, or not. */
  async *runSmall(): AsyncGenerator<Figure> {
    await makeBucket(this.#endpoint, this.#bucket)
    const { distant, distantCopied } = transferSets()
    yield* this.#upAndDown(distant)
    yield* this.#copy(distantCopied)
  }

  async *#upAndDown(set: FileSet): AsyncGenerator<Figure> {
    const source = writeSet(join(this.#folder, 'up'), set)
    yield* this.#compare('upload', set, name => ({ folder: source, prefix: `${name}/` }))
    yield* this.#compare('download', set, name => ({
      folder: join(this.#folder, 'down', name),
      prefix: 'pail/',
    }))
    rmSync(join(this.#folder, 'down'), { recursive: true, force: true })
    rmSync(source, { recursive: true, force: true })
    for (const name of [...TOOLS, 'few', ...this.#clis]) await this.#remove(set, `${name}/`)
  }

  async *#copy(set: FileSet): AsyncGenerator<Figure> {
    const source = writeSet(join(this.#folder, 'up'), set)
    await this.#measure('pail', { verb: 'upload', set, folder: source, prefix: 'pail/' })
    yield* this.#compare('copy', set, () => ({ folder: source, prefix: 'pail/' }))
    rmSync(source, { recursive: true, force: true })
    for (const prefix of ['pail/', ...[...TOOLS, 'cli'].map(name => `copied-by-${name}/`)]) {
      await this.#remove(set, prefix)
    }
  }

  async *#delete(set: FileSet): AsyncGenerator<Figure> {
    const source = writeSet(join(this.#folder, 'up'), set)
    for (const name of [...TOOLS, ...this.#clis]) {
      const prefix = `${name}/`
      await this.#measure('pail', { verb: 'upload', set, folder: source, prefix })
    }
    yield* this.#compare('delete', set, name => ({ folder: source, prefix: `${name}/` }))
    rmSync(source, { recursive: true, force: true })
  }

  /** The same by everybody, one after the other. */
  async *#compare(
    verb: TransferJob['verb'],
    set: FileSet,
    placeOf: (name: string) => Pick<TransferJob, 'folder' | 'prefix'>,
  ): AsyncGenerator<Figure> {
    const measured: Partial<Record<Tool, Measured>> = {}
    for (const tool of TOOLS) {
      const place = placeOf(tool)
      mkdirSync(place.folder, { recursive: true })
      settleDisk()
      measured[tool] = await this.#measure(tool, { verb, set, ...place })
    }
    const { pail, sdk, loop } = measured
    if (!pail || !sdk || !loop) throw new Error('Something was not measured.')
    const { transport, away, access, env } = this.#endpoint
    const where = away > 0 ? `${transport}, ${away} ms away` : transport
    const label = `${where}: ${verb} of ${sizeWords(set)}`
    yield* transferFigures({ label, verb, set, tls: transport === 'TLS' }, { pail, sdk, loop })
    if (set.count === 1) {
      const place = placeOf('few')
      mkdirSync(place.folder, { recursive: true })
      settleDisk()
      const few = await this.#measure('pail', { verb, set, lanes: FEW_LANES, ...place })
      yield fewLanesFigure(label, { few, sdk })
    }
    for (const name of this.#clis) {
      const wish = { verb, set, access, bucket: this.#bucket, ...placeOf(name) }
      settleDisk()
      const control = secondsOfCli(name, wish, env)
      if (!control) continue
      yield notSlower(`${label} (control: ${name})`, pail.seconds, control.ended)
      if (control.onDisk === undefined) continue
      const durable = `${label} (control: ${name}, until the disk has it)`
      yield notSlower(durable, pail.seconds, control.onDisk)
    }
  }

  async #measure(
    tool: Tool,
    job: Omit<TransferJob, 'tool' | 'access' | 'bucket'>,
  ): Promise<Measured> {
    const { access, env } = this.#endpoint
    const input: TransferJob = { tool, access, bucket: this.#bucket, ...job }
    return await inProcess<Measured>(this.#program, input, env)
  }

  async #remove(set: FileSet, prefix: string): Promise<void> {
    await this.#measure('pail', { verb: 'delete', set, folder: this.#folder, prefix })
  }
}

/** What came before is not to be written at the cost of whoever is measured next. */
function settleDisk(): void {
  spawnSync('sync')
}

function notSlower(name: string, ours: number, control: number): Figure {
  return { name, unit: 's', ours, control, goal: 'ratio ≥ 1', ok: ours <= control }
}
