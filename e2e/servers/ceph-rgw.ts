import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { cephConfig } from './ceph-config.ts'
import { freePort } from './free-port.ts'
import type { RunningServer } from './running-server.ts'

const ACCESS_KEY_ID = 'conformance'
const SECRET_ACCESS_KEY = 'a-secret-of-the-test'
const READY_WITHIN_MS = 60_000

/**
 * Starts a real S3 server, a one-node Ceph RGW with its data in memory, on loopback.
 * Call `cephAvailable()` first.
 * @throws Error when the cluster is not ready within a minute
 */
export async function startCephRgw(): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), 'pail-ceph-'))
  const cluster = new Cluster(folder)
  try {
    const endpoint = await cluster.start()
    return {
      endpoint,
      region: 'us-east-1',
      accessKeyId: ACCESS_KEY_ID,
      secretAccessKey: SECRET_ACCESS_KEY,
      stop: () => cluster.stop(),
    }
  } catch (error) {
    await cluster.stop()
    throw error
  }
}

class Cluster {
  readonly #folder: string
  readonly #env: NodeJS.ProcessEnv
  readonly #children: ChildProcess[] = []
  readonly #deadline = Date.now() + READY_WITHIN_MS
  // A test run that is interrupted must not leave daemons behind.
  readonly #killAll = (): void => {
    for (const child of this.#children) child.kill('SIGKILL')
  }

  constructor(folder: string) {
    this.#folder = folder
    this.#env = { ...process.env, CEPH_CONF: join(folder, 'ceph.conf') }
    process.on('exit', this.#killAll)
  }

  /** Returns the gateway's endpoint once it answers. */
  async start(): Promise<string> {
    const fsid = randomUUID()
    const monitorPort = await freePort()
    const gatewayPort = await freePort()
    for (const name of ['mon', 'osd', 'rgw', 'run']) await mkdir(join(this.#folder, name))
    await writeFile(
      join(this.#folder, 'ceph.conf'),
      cephConfig({ folder: this.#folder, fsid, monitorPort, gatewayPort }),
    )
    await this.#startMonitor(fsid, monitorPort)
    await this.#startObjectStore()
    return this.#startGateway(gatewayPort)
  }

  async stop(): Promise<void> {
    for (const child of this.#children) child.kill('SIGTERM')
    const force = setTimeout(this.#killAll, 1_000)
    await Promise.all(this.#children.map(child => isRunning(child) && once(child, 'exit')))
    clearTimeout(force)
    process.off('exit', this.#killAll)
    await rm(this.#folder, { recursive: true, force: true })
  }

  async #startMonitor(fsid: string, port: number): Promise<void> {
    const address = `[v1:127.0.0.1:${port}]`
    await this.#run('monmaptool', ['--create', '--fsid', fsid, '--addv', 'a', address, 'monmap'])
    await this.#run('ceph-mon', ['--mkfs', '-i', 'a', '--monmap', 'monmap'])
    this.#daemon('ceph-mon', ['-f', '-i', 'a'])
    await this.#until('the monitor', () => this.#run('ceph', ['-s']))
  }

  async #startObjectStore(): Promise<void> {
    const uuid = randomUUID()
    await this.#run('ceph', ['osd', 'new', uuid])
    await this.#run('ceph-osd', ['-i', '0', '--mkfs', '--osd-uuid', uuid])
    let daemon = this.#daemon('ceph-osd', ['-f', '-i', '0'])
    await this.#until('the object store', async () => {
      // The first start can lose a race with the new monitor ("wrong fsid").
      if (!isRunning(daemon)) daemon = this.#daemon('ceph-osd', ['-f', '-i', '0'])
      const { stdout } = await this.#run('ceph', ['osd', 'stat'])
      if (!stdout.includes('1 up')) throw new Error(stdout)
    })
  }

  async #startGateway(port: number): Promise<string> {
    const endpoint = `http://127.0.0.1:${port}`
    this.#daemon('radosgw', ['-f', '-n', 'client.rgw.a'])
    await this.#until('the gateway', () => fetch(endpoint))
    await this.#run('radosgw-admin', [
      ...['user', 'create', '--uid=conformance', '--display-name=conformance'],
      ...[`--access-key=${ACCESS_KEY_ID}`, `--secret-key=${SECRET_ACCESS_KEY}`],
    ])
    return endpoint
  }

  #run(program: string, args: string[]): Promise<{ stdout: string }> {
    return promisify(execFile)(program, args, {
      cwd: this.#folder,
      env: this.#env,
      timeout: 20_000,
    })
  }

  #daemon(program: string, args: string[]): ChildProcess {
    const child = spawn(program, args, { cwd: this.#folder, env: this.#env, stdio: 'ignore' })
    this.#children.push(child)
    return child
  }

  async #until(what: string, attempt: () => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        await attempt()
        return
      } catch (cause) {
        if (Date.now() > this.#deadline) throw new Error(`${what} did not come up`, { cause })
        await sleep(100)
      }
    }
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null
}
