import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

/** A program of ours that runs beside the test and has told where it listens. */
export interface Child<Hello> {
  /** The line of JSON that it printed when it was ready. */
  readonly hello: Hello
  readonly pid: number
  /** Resident memory in bytes; Linux only. */
  memory(): number
  /** What it complained of so far. */
  errors(): string
  /** Ends it with SIGTERM and gives its exit code. */
  stop(): Promise<number | null>
}

/** Starts a Node program and waits for its line of JSON; throws with its stderr when it ends first. */
export async function startChild<Hello>(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Child<Hello>> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', text => {
    errors += text
  })
  const hello = await firstJson(child, () => errors)
  const { pid } = child
  if (pid === undefined) throw new Error('The program has no process id.')
  return {
    hello: hello as Hello,
    pid,
    memory: () => residentBytes(pid),
    errors: () => errors,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), 15_000)
      const [code] = await ended
      clearTimeout(timer)
      return code as number | null
    },
  }
}

async function firstJson(child: ChildProcess, errors: () => string): Promise<unknown> {
  if (!child.stdout) throw new Error('The program has no output to read.')
  const lines = createInterface({ input: child.stdout })
  const line = new Promise<string>(resolve => {
    lines.on('line', text => {
      if (text.startsWith('{')) resolve(text)
    })
  })
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The program ended with code ${code} before it was ready.\n${errors()}`)
  })
  return JSON.parse(await Promise.race([line, ended]))
}

/** VmRSS as the kernel counts it (proc_pid_status(5)). */
export function residentBytes(pid: number): number {
  const match = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  if (!match) throw new Error(`No VmRSS for process ${pid}.`)
  return Number(match[1]) * 1024
}
