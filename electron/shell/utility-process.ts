import { fileURLToPath } from 'node:url'
import { utilityProcess } from 'electron'
import type { ChildProcess } from '../processes/child-process.ts'

/** Starts a process of Pail's own the way Electron allows: its fuses forbid to run as Node. */
export function startUtility<Request>(
  script: URL,
  options: { readonly serviceName: string; readonly env: NodeJS.ProcessEnv },
): ChildProcess<Request> {
  const child = utilityProcess.fork(fileURLToPath(script), [], { ...options, stdio: 'ignore' })
  return {
    send: request => child.postMessage(request),
    onReply: listener => child.on('message', listener),
    onExit: listener => child.once('exit', listener),
    kill: () => child.kill(),
  }
}
