import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Ask } from './orders.ts'

/** The built main process, running under plain Node with the stand-in for Electron. */
export interface Desktop {
  ask(ask: Ask): Promise<unknown>
  /** The exit code, when it has ended. */
  readonly ended: Promise<number | null>
  errors(): string
  /** For a test that failed before it could be closed. */
  kill(): void
}

/** Starts `dist/main.mjs` as Electron would start it. */
export function startDesktop(args: readonly string[], env: NodeJS.ProcessEnv = {}): Desktop {
  const preloaded = fileURLToPath(new URL('./run.ts', import.meta.url))
  const child = fork('dist/main.mjs', args, {
    execArgv: ['--import', preloaded],
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  })
  let errors = ''
  child.stderr?.setEncoding('utf8').on('data', text => {
    errors += text
  })
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  child.on('message', ({ number, value, error }: Answer) => {
    const answer = waiting.get(number)
    waiting.delete(number)
    if (error === undefined) answer?.resolve(value)
    else answer?.reject(new Error(error))
  })
  const ended = new Promise<number | null>(resolve => {
    // 'close' and not 'exit': by then all it complained of has been read.
    child.on('close', (code, signal) => {
      const how = `The main process ended with ${signal ?? `code ${code}`}. It said:\n${errors}`
      for (const answer of waiting.values()) answer.reject(new Error(how))
      waiting.clear()
      resolve(code)
    })
  })
  let number = 0
  return {
    ask: ask => {
      if (!child.connected) return Promise.reject(new Error(`Pail has ended. It said:\n${errors}`))
      number += 1
      const answer = Promise.withResolvers<unknown>()
      waiting.set(number, answer)
      child.send({ number, ask })
      return answer.promise
    },
    ended,
    errors: () => errors,
    kill: () => child.kill('SIGKILL'),
  }
}

interface Answer {
  readonly number: number
  readonly value?: unknown
  readonly error?: string
}
