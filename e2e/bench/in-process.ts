import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

/** Runs a program of this folder in a process of its own; gives the JSON that it prints at its end. */
export async function inProcess<Result>(
  file: string,
  input: unknown,
  env: NodeJS.ProcessEnv = {},
): Promise<Result> {
  const program = `${import.meta.dirname}/${file}`
  const args = ['--expose-gc', '--disable-warning=ExperimentalWarning', program]
  const child = spawn(process.execPath, [...args, JSON.stringify(input)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  if (code !== 0) throw new Error(`${file} ended with code ${code}.`)
  return JSON.parse(output) as Result
}
