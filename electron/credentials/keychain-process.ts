import { type ChildProcess, forkChild, type StartChild } from '../processes/child-process.ts'
import { KeychainReply, type KeychainRequest } from './keychain-messages.ts'

/** The running process that makes the keytar calls; see [Note: A process for the keychain]. */
export type KeychainProcess = ChildProcess<KeychainRequest>
export type StartKeychainProcess = StartChild<KeychainRequest>

/** In English, so that keytar's messages can be recognized. */
export function keychainEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return { ...env, LC_ALL: 'C.UTF-8', LANGUAGE: 'C' }
}

export function forkKeychainProcess(script: URL, env?: NodeJS.ProcessEnv): KeychainProcess {
  return forkChild(script, { env: keychainEnvironment(env) })
}

/** The script of that process: beside this file as source, in `dist/` once bundled. */
export function keychainScript(from: string = import.meta.url): URL {
  if (from.endsWith('.ts')) return new URL('./keychain-child.ts', from)
  return new URL(from.includes('/chunks/') ? '../keychain.mjs' : './keychain.mjs', from)
}

/** What became of one request: an answer, none within the time, or the end of the process. */
export type KeychainOutcome =
  | KeychainReply
  | { readonly result: 'no-answer' }
  | { readonly result: 'crashed' }

/** A request without its number. */
export type KeychainAsk = KeychainRequest extends infer R
  ? R extends KeychainRequest
    ? Omit<R, 'id'>
    : never
  : never

/**
 * Asks the keychain process, one request after the other: starts it when needed, kills it when it
 * does not answer in time, and lets it go when nothing was asked for a while.
 */
export class KeychainCaller {
  readonly #start: () => KeychainProcess
  #running: KeychainProcess | undefined
  #settle: ((outcome: KeychainOutcome) => void) | undefined
  #idle: NodeJS.Timeout | undefined
  #id = 0

  constructor(start: () => KeychainProcess) {
    this.#start = start
  }

  /** Only to be called when the call before has settled. `patience` in milliseconds. */
  ask(ask: KeychainAsk, patience: number): Promise<KeychainOutcome> {
    clearTimeout(this.#idle)
    const id = ++this.#id
    return new Promise<KeychainOutcome>(resolve => {
      const timer = setTimeout(() => {
        this.close()
        this.#settle?.({ result: 'no-answer' })
      }, patience)
      this.#settle = outcome => {
        if ('id' in outcome && outcome.id !== id) return
        clearTimeout(timer)
        this.#settle = undefined
        this.#idle = setTimeout(() => this.close(), IDLE).unref()
        resolve(outcome)
      }
      this.#process().send({ ...ask, id })
    })
  }

  /** Ends the process; the next request starts another. */
  close(): void {
    clearTimeout(this.#idle)
    const running = this.#running
    this.#running = undefined
    running?.kill()
  }

  #process(): KeychainProcess {
    if (this.#running) return this.#running
    const started = this.#start()
    started.onReply(reply => this.#settle?.(KeychainReply.parse(reply)))
    started.onExit(() => {
      if (this.#running !== started) return
      this.#running = undefined
      this.#settle?.({ result: 'crashed' })
    })
    this.#running = started
    return started
  }
}

/** Milliseconds after the last request until the process is let go: it holds tens of megabytes. */
const IDLE = 30_000
