import { constants, copyFileSync, readFileSync, type Stats, statSync } from 'node:fs'
import { AppError } from '#shared/errors.ts'
import { sweepTemps, writeAtomically } from './atomic-write.ts'

/** What a {@link JsonFile} holds and how it reads what it finds. */
export interface JsonFormat<T> {
  /** What a user calls the file's content: "profiles". */
  readonly what: string
  readonly version: number
  /** The value of a file that is not there. */
  readonly empty: T
  /**
   * Validates the parsed file. `lost` says in one sentence what could not be kept of it;
   * `undefined` as a whole: nothing in it is of use.
   */
  read(data: object): { readonly value: T; readonly lost?: string } | undefined
  /** The file's fields; the version is added. */
  write(value: T): object
}

/** A file that could not be read, or not whole: where its original is, and why in one sentence. */
export interface Damage {
  readonly keptAs: string
  readonly reason: string
}

/**
 * A small JSON file with a version, held in memory, validated when read and replaced atomically
 * when changed. What cannot be read is kept aside under another name before anything is written;
 * a file of a newer Pail, or one that cannot be kept aside, is never touched.
 */
export class JsonFile<T> {
  readonly #file: string
  readonly #format: JsonFormat<T>
  #value: T
  #damage: Damage | undefined
  #writable: boolean
  #seen: string
  #turn: Promise<unknown> = Promise.resolve()
  #swept = false

  constructor(file: string, format: JsonFormat<T>) {
    this.#file = file
    this.#format = format
    this.#seen = identity(file)
    const found = readFile(file, format)
    this.#value = found.value
    this.#damage = found.damage
    this.#writable = found.writable
  }

  get value(): T {
    return this.#value
  }

  /** The value once every change that was asked for is written, or has failed. */
  async settled(): Promise<T> {
    await this.#turn
    return this.#value
  }

  get damage(): Damage | undefined {
    return this.#damage
  }

  /**
   * Changes the value and writes it; changes run one after the other, each on the outcome of the
   * one before. Rejects with `local-file` when it cannot be written: the value then stays.
   */
  update(change: (value: T) => T): Promise<T> {
    const next = this.#turn.then(() => this.#updateNow(change))
    this.#turn = next.catch(() => undefined)
    return next
  }

  async #updateNow(change: (value: T) => T): Promise<T> {
    this.#catchUp()
    if (!this.#writable) throw this.#untouchable()
    const value = change(this.#value)
    const fields = { version: this.#format.version, ...this.#format.write(value) }
    try {
      await writeAtomically(this.#file, `${JSON.stringify(fields, undefined, 2)}\n`)
      if (!this.#swept) await sweepTemps(this.#file)
      this.#swept = true
    } catch (error) {
      throw writeFailure(this.#file, this.#format.what, error)
    }
    this.#seen = identity(this.#file)
    this.#value = value
    return value
  }

  /** Another Pail, or the user by hand, may have written since: their change is kept. */
  #catchUp(): void {
    const now = identity(this.#file)
    if (now === this.#seen) return
    this.#seen = now
    if (now === '') return
    const found = readFile(this.#file, this.#format)
    this.#writable = found.writable
    this.#damage = found.damage ?? this.#damage
    // What is in memory is worth more than what is left of a file that got damaged meanwhile.
    if (found.damage === undefined) this.#value = found.value
  }

  #untouchable(): AppError {
    return new AppError({
      code: 'local-file',
      message: `Your ${this.#format.what} were not saved: ${lowerFirst(this.#damage?.reason ?? '')}`,
      remedy: 'Update Pail, or move the file away to start with a new one.',
      subject: { path: this.#file },
    })
  }
}

interface Found<T> {
  readonly value: T
  readonly damage?: Damage
  readonly writable: boolean
}

function readFile<T>(file: string, format: JsonFormat<T>): Found<T> {
  const untouched = (reason: string): Found<T> => ({
    value: format.empty,
    damage: { keptAs: file, reason },
    writable: false,
  })
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return { value: format.empty, writable: true }
    return untouched(`The file with your ${format.what} may not be read (${systemCode(error)}).`)
  }

  const data = parseObject(text)
  const version = data && 'version' in data ? data.version : undefined
  if (typeof version === 'number' && version > format.version) {
    return untouched(`The file with your ${format.what} was made by a newer version of Pail.`)
  }
  const read = data && version === format.version ? format.read(data) : undefined
  if (read && read.lost === undefined) return { value: read.value, writable: true }

  const reason = read?.lost ?? damageOf(data, format.what)
  const keptAs = keepAside(file)
  if (keptAs === undefined) return untouched(`${reason} No copy could be put beside it.`)
  return { value: read?.value ?? format.empty, damage: { keptAs, reason }, writable: true }
}

function damageOf(data: object | undefined, what: string): string {
  return data === undefined
    ? `The file with your ${what} is not valid JSON.`
    : `The file with your ${what} does not have the shape that Pail writes.`
}

function parseObject(text: string): object | undefined {
  try {
    const data: unknown = JSON.parse(text)
    return typeof data === 'object' && data !== null ? data : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/**
 * Copies rather than renames: until the next save a crash must find the original in its place.
 * Named after when the damaged file was written, so that starting again makes no second copy.
 */
function keepAside(file: string): string | undefined {
  const stamp = statSync(file).mtime.toISOString().replaceAll(':', '-')
  for (let attempt = 0; attempt < 10; attempt++) {
    const aside = `${file}.damaged-${stamp}${attempt === 0 ? '' : `-${attempt}`}`
    try {
      copyFileSync(file, aside, constants.COPYFILE_EXCL)
      return aside
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') return undefined
      if (readFileSync(aside).equals(readFileSync(file))) return aside
    }
  }
  return undefined
}

/** Changes with every write to the file; empty when there is none. */
function identity(file: string): string {
  const stats: Stats | undefined = statSync(file, { throwIfNoEntry: false })
  return stats ? `${stats.ino} ${stats.size} ${stats.mtimeMs}` : ''
}

function writeFailure(file: string, what: string, error: unknown): AppError {
  const code = systemCode(error)
  return new AppError(
    {
      code: 'local-file',
      message: `Your ${what} could not be saved to ${file} (${code}).`,
      remedy:
        code === 'ENOSPC'
          ? 'Free some space on that disk and save again.'
          : 'Check that you may write to that folder and save again.',
      subject: { path: file },
    },
    { cause: error },
  )
}

function systemCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return 'unknown error'
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
