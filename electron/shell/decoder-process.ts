import { fileURLToPath } from 'node:url'
import { utilityProcess } from 'electron'
import { type DecoderProcess, decoderEnvironment } from '../thumbnails/decoder-process.ts'

/** Starts the decoder's own process the way Electron allows: its fuses forbid to run as Node. */
export function startDecoderUtility(script: URL): DecoderProcess {
  const child = utilityProcess.fork(fileURLToPath(script), [], {
    serviceName: 'Pail pictures',
    stdio: 'ignore',
    env: decoderEnvironment(),
  })
  return {
    send: request => child.postMessage(request),
    onReply: listener => child.on('message', listener),
    onExit: listener => child.once('exit', listener),
    kill: () => child.kill(),
  }
}
