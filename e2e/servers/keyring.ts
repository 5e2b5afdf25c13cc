import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A real Secret Service of its own: private bus, private home, gone when stopped. */
export interface Keyring {
  /** For a process that shall use this keyring and nothing of the user's. */
  readonly env: NodeJS.ProcessEnv
  /** As the screen lock does; there is no way to type a password unless a display was given. */
  lock(): void
  /** Another daemon over the same keyring, unlocked with its password, as a new login has. */
  logInAgain(): Promise<void>
  /** The daemon stays there and answers nothing any more: a hung keyring. */
  stopDaemon(): void
  resumeDaemon(): void
  /** Whether a password window is open. */
  isPrompting(): boolean
  stop(): Promise<void>
}

export interface KeyringOptions {
  /** An X display on which the keyring can ask for its password; without it, asking fails. */
  readonly display?: string
}

/** Why no keyring can be started here, with the command that helps; `undefined`: it can. */
export function keyringMissing(): string | undefined {
  if (process.platform !== 'linux') return 'the private keyring of the tests needs Linux'
  const missing = ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon'].filter(
    program =>
      !(process.env['PATH'] ?? '').split(delimiter).some(at => existsSync(join(at, program))),
  )
  const libraries = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' }).stdout ?? ''
  if (!libraries.includes('libsecret-1.so.0')) missing.push('libsecret-1.so.0')
  if (missing.length === 0) return undefined
  return `${missing.join(', ')} not found: apt-get install --no-install-recommends gnome-keyring dbus libsecret-1-0`
}

/** Starts a session bus and, on it, an unlocked gnome-keyring. Throws when one does not come up. */
export async function startKeyring(options: KeyringOptions = {}): Promise<Keyring> {
  const bus = await startBus(options)
  let daemon = await unlocked(bus)
  const killDaemon = () => {
    daemon.kill('SIGCONT')
    daemon.kill('SIGKILL')
  }
  const killAll = () => {
    killDaemon()
    bus.process.kill('SIGKILL')
  }
  process.once('exit', killAll)
  return {
    env: bus.env,
    lock: () => void secrets(bus, 'Lock', `array:objpath:${COLLECTION}`),
    logInAgain: async () => {
      killDaemon()
      if (daemon.exitCode === null && daemon.signalCode === null) await once(daemon, 'exit')
      daemon = await unlocked(bus)
    },
    stopDaemon: () => void daemon.kill('SIGSTOP'),
    resumeDaemon: () => void daemon.kill('SIGCONT'),
    isPrompting: () => hasOwner(bus, 'org.gnome.keyring.SystemPrompter'),
    stop: async () => {
      process.off('exit', killAll)
      killAll()
      await bus.remove()
    },
  }
}

/**
 * A session bus alone. Without `services`: a computer without a keyring. With them: one whose
 * keyring is started on demand and was never set up, as in a first login over SSH.
 */
export async function startBareBus(options: {
  readonly services: boolean
}): Promise<Pick<Keyring, 'env' | 'stop'>> {
  const bus = await startBus(options)
  return {
    env: bus.env,
    stop: async () => {
      bus.process.kill('SIGKILL')
      await bus.remove()
    },
  }
}

const PASSWORD = 'test-pass'
const COLLECTION = '/org/freedesktop/secrets/collection/login'

interface Bus {
  readonly env: NodeJS.ProcessEnv
  readonly process: ChildProcess
  remove(): Promise<void>
}

async function startBus(options: KeyringOptions & { services?: boolean }): Promise<Bus> {
  const home = await mkdtemp(join(tmpdir(), 'pail-keyring-'))
  const runtime = join(home, 'run')
  await mkdir(runtime, { mode: 0o700 })
  const address = `unix:path=${join(runtime, 'bus')}`
  const env: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    DBUS_SESSION_BUS_ADDRESS: address,
    ...(options.display === undefined ? {} : { DISPLAY: options.display }),
  }
  const config = join(home, 'bus.conf')
  await writeFile(config, busConfig(address, options.services ?? true))
  const daemon = spawn('dbus-daemon', [`--config-file=${config}`, '--nofork', '--nopidfile'], {
    env,
    stdio: 'ignore',
  })
  const bus = { env, process: daemon, remove: () => rm(home, { recursive: true, force: true }) }
  await until('the session bus', daemon, () => hasOwner(bus, 'org.freedesktop.DBus'))
  return bus
}

/** `services`: whether the bus starts what is installed on demand, as on a desktop. */
function busConfig(address: string, services: boolean): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>${address}</listen>
  ${services ? '<standard_session_servicedirs/>' : ''}
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`
}

async function unlocked(bus: Bus): Promise<ChildProcess> {
  const daemon = spawn(
    'gnome-keyring-daemon',
    ['--foreground', '--unlock', '--components=secrets'],
    { env: bus.env, stdio: ['pipe', 'ignore', 'ignore'] },
  )
  daemon.stdin.end(PASSWORD)
  await until('the keyring', daemon, () =>
    secrets(bus, 'ReadAlias', 'string:default').includes(COLLECTION),
  )
  return daemon
}

async function until(what: string, process: ChildProcess, isUp: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (process.exitCode !== null) throw new Error(`${what} ended with code ${process.exitCode}`)
    if (isUp()) return
    await sleep(50)
  }
  throw new Error(`${what} did not come up within 10 seconds`)
}

function hasOwner(bus: Bus, name: string): boolean {
  const args = ['org.freedesktop.DBus.NameHasOwner', `string:${name}`]
  return send(bus, 'org.freedesktop.DBus', '/org/freedesktop/DBus', args).includes('boolean true')
}

function secrets(bus: Bus, method: string, argument: string): string {
  // Asked before the keyring is there, the bus would start a second one.
  if (!hasOwner(bus, 'org.freedesktop.secrets')) return ''
  const args = [`org.freedesktop.Secret.Service.${method}`, argument]
  return send(bus, 'org.freedesktop.secrets', '/org/freedesktop/secrets', args)
}

function send(bus: Bus, destination: string, path: string, args: readonly string[]): string {
  const target = [`--dest=${destination}`, path, ...args]
  const run = spawnSync(
    'dbus-send',
    ['--session', '--print-reply', '--reply-timeout=3000', ...target],
    {
      env: bus.env,
      encoding: 'utf8',
    },
  )
  return run.stdout
}
