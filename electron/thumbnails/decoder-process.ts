import { type ChildProcess, forkChild, type StartChild } from '../processes/child-process.ts'
import type { DecoderRequest } from './decoder-messages.ts'

/** The running process that decodes; see [Note: A process for pictures]. */
export type DecoderProcess = ChildProcess<DecoderRequest>
export type StartDecoder = StartChild<DecoderRequest>

/**
 * What the decoder's process may know of this one: nothing but where programs and temporary files
 * are. Credentials may be in the environment.
 */
export function decoderEnvironment(env: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const wanted = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'LD_LIBRARY_PATH']
  return Object.fromEntries(
    wanted.flatMap(name => (env[name] === undefined ? [] : [[name, env[name]]])),
  )
}

export function forkDecoder(script: URL): DecoderProcess {
  return forkChild(script, { env: decoderEnvironment(), serialization: 'advanced' })
}

/** The script of that process: beside this file as source, in `dist/` once bundled. */
export function decoderScript(from: string = import.meta.url): URL {
  if (from.endsWith('.ts')) return new URL('./decoder-child.ts', from)
  return new URL(from.includes('/chunks/') ? '../decoder.mjs' : './decoder.mjs', from)
}
