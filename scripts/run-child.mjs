// Runs a program of ours until it ends, and makes sure that it ends when it is told to.
import { spawn } from 'node:child_process'
import { root } from './paths.mjs'

const PARENT_POLL = 250

/**
 * Gives the program's exit code. Signals go on to it. npm runs scripts in a shell that ends on
 * SIGTERM without a word to what it runs; so a parent that is gone counts as SIGTERM, too.
 *
 * @param onLine gets the program's output by the line; without it the output is inherited.
 */
export function runChild(command, args, onLine) {
  return new Promise(resolve => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['inherit', onLine ? 'pipe' : 'inherit', 'inherit'],
    })
    if (onLine) readLines(child.stdout, onLine)
    // Ended because it was told to is not failed, whichever way it went.
    let told = false
    const stop = signal => {
      told = true
      child.kill(signal)
    }
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, stop)
    const parent = process.ppid
    const watch = setInterval(() => {
      if (process.env.npm_lifecycle_event && process.ppid !== parent) stop('SIGTERM')
    }, PARENT_POLL)
    const end = code => {
      clearInterval(watch)
      resolve(code)
    }
    child.on('error', error => {
      process.stderr.write(`${command}: ${error.message}\n`)
      end(1)
    })
    child.on('exit', (code, signal) => end(code ?? (signal && !told ? 1 : 0)))
  })
}

function readLines(stream, onLine) {
  let pending = ''
  stream.setEncoding('utf8').on('data', text => {
    const lines = (pending + text).split('\n')
    pending = lines.pop() ?? ''
    for (const line of lines) onLine(line)
  })
}
