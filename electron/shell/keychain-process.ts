import { fileURLToPath } from 'node:url'
import { utilityProcess } from 'electron'
import type { KeychainProcess } from '../credentials/keychain-process.ts'

/** Starts the keychain's own process the way Electron allows: its fuses forbid to run as Node. */
export function startKeychainUtility(script: URL): KeychainProcess {
  const child = utilityProcess.fork(fileURLToPath(script), [], {
    serviceName: 'Pail keychain',
    stdio: 'ignore',
    // English, so that keytar's messages can be recognized.
    env: { ...process.env, LC_ALL: 'C.UTF-8', LANGUAGE: 'C' },
  })
  return {
    send: request => child.postMessage(request),
    onReply: listener => child.on('message', listener),
    onExit: listener => child.once('exit', listener),
    kill: () => child.kill(),
  }
}
