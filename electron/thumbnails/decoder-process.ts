import { fork } from 'node:child_process'
import type { DecoderRequest } from './decoder-messages.ts'

/** The running process that decodes; see [Note: A process for pictures]. */
export interface DecoderProcess {
  send(request: DecoderRequest): void
  onReply(listener: (reply: unknown) => void): void
  /** Called once, also when the process could not be started. */
  onExit(listener: () => void): void
  kill(): void
}

/** How a shell starts that process from the given script; Electron needs its own way. */
export type StartDecoder = (script: URL) => DecoderProcess

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

/** Starts it as a child of plain Node. Not for a packaged Electron app; see `forkKeychainProcess`. */
export function forkDecoder(script: URL): DecoderProcess {
  const child = fork(script, [], {
    env: decoderEnvironment(),
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  child.unref()
  child.channel?.unref()
  return {
    send: request => child.send(request, () => undefined),
    onReply: listener => child.on('message', listener),
    onExit: listener => {
      child.once('exit', listener)
      child.once('error', listener)
    },
    kill: () => child.kill('SIGKILL'),
  }
}

/** The script of that process: beside this file as source, in `dist/` once bundled. */
export function decoderScript(from: string = import.meta.url): URL {
  if (from.endsWith('.ts')) return new URL('./decoder-child.ts', from)
  return new URL(from.includes('/chunks/') ? '../decoder.mjs' : './decoder.mjs', from)
}
