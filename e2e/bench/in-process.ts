import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'

/**
 * Runs a program in a process of its own; gives the JSON that it prints at its end.
 *
 * @param file of this folder, or the path of any other
 */
export async function inProcess<Result>(
  file: string,
  input: unknown,
  env: NodeJS.ProcessEnv = {},
): Promise<Result> {
  const program = resolve(import.meta.dirname, file)
  const args = ['--expose-gc', '--disable-warning=ExperimentalWarning', program]
  const child = spawn(process.execPath, [...args, JSON.stringify(input)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  if (code !== 0) throw new Error(`${file} ended with code ${code}.`)
  return JSON.parse(output) as Result
}
