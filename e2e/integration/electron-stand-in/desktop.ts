import { fork } from 'node:child_process'
import { once } from 'node:events'
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
    if (error === undefined) waiting.get(number)?.resolve(value)
    else waiting.get(number)?.reject(new Error(error))
  })
  let number = 0
  return {
    ask: ask => {
      number += 1
      const answer = Promise.withResolvers<unknown>()
      waiting.set(number, answer)
      child.send({ number, ask })
      return answer.promise
    },
    ended: once(child, 'exit').then(([code]) => code as number | null),
    errors: () => errors,
    kill: () => child.kill(),
  }
}

interface Answer {
  readonly number: number
  readonly value?: unknown
  readonly error?: string
}
