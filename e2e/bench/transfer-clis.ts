import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TransferJob } from './transfer-job.ts'

type Wish = Omit<TransferJob, 'tool'>

/** The transfer tools of others that are on the PATH, each with how it is asked for a transfer. */
const CLIS: Readonly<Record<string, (wish: Wish) => readonly string[]>> = {
  aws: wish => {
    const { local, remote, target } = placesOf(wish)
    const options = ['--only-show-errors', '--endpoint-url', wish.access.endpoint]
    switch (wish.verb) {
      case 'upload':
        return ['s3', 'cp', '--recursive', ...options, local, remote]
      case 'download':
        return ['s3', 'cp', '--recursive', ...options, remote, local]
      case 'copy':
        return ['s3', 'cp', '--recursive', ...options, remote, target]
      case 'delete':
        return ['s3', 'rm', '--recursive', ...options, remote]
      default:
        return wish.verb satisfies never
    }
  },
  rclone: wish => {
    const { local, remote, target } = placesOf(wish)
    const { endpoint, region } = wish.access
    const s3 = `:s3,provider=Other,env_auth,endpoint="${endpoint}",region=${region}:`
    const [at, to] = [remote, target].map(uri => s3 + uri.slice('s3://'.length))
    switch (wish.verb) {
      case 'upload':
        return ['copy', local, at ?? '']
      case 'download':
        return ['copy', at ?? '', local]
      case 'copy':
        return ['copy', at ?? '', to ?? '']
      case 'delete':
        return ['delete', at ?? '']
      default:
        return wish.verb satisfies never
    }
  },
  s3cmd: wish => {
    const { local, remote, target } = placesOf(wish)
    const { host } = new URL(wish.access.endpoint)
    const tls = wish.access.endpoint.startsWith('https:') ? [] : ['--no-ssl']
    const place = ['-q', '--host', host, '--host-bucket', host, '--region', wish.access.region]
    const options = [...place, ...tls]
    switch (wish.verb) {
      case 'upload':
        return [...options, 'put', '--recursive', `${local}/`, remote]
      case 'download':
        return [...options, 'get', '--recursive', remote, `${local}/`]
      case 'copy':
        return [...options, 'cp', '--recursive', remote, target]
      case 'delete':
        return [...options, 'del', '--recursive', remote]
      default:
        return wish.verb satisfies never
    }
  },
}

/** The names of those that can be started here. */
export function availableClis(): string[] {
  return Object.keys(CLIS).filter(name => spawnSync(name, ['--version']).status === 0)
}

/** What another tool took, in seconds. */
export interface CliSeconds {
  readonly ended: number
  /** Until the disk had all that was downloaded, as it has with Pail; where the system can tell. */
  readonly onDisk: number | undefined
}

/**
 * Lets another tool do a transfer.
 *
 * @returns `undefined` when it could not
 */
export function secondsOfCli(
  name: string,
  wish: Wish,
  env: Readonly<Record<string, string>>,
): CliSeconds | undefined {
  const { accessKeyId, secretAccessKey, region } = wish.access
  const home = mkdtempSync(join(tmpdir(), 'pail-cli-'))
  // s3cmd makes none.
  if (wish.verb === 'download') mkdirSync(placesOf(wish).local, { recursive: true })
  const started = performance.now()
  const { status, stderr } = spawnSync(name, CLIS[name]?.(wish) ?? [], {
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      // Nothing that this user has set up.
      HOME: home,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_DEFAULT_REGION: region,
      // rclone takes an ETag for an MD5 unless it knows of KMS.
      RCLONE_S3_SERVER_SIDE_ENCRYPTION: 'aws:kms',
      ...(name === 'rclone' ? trustOfRclone(env) : env),
    },
  })
  const seconds = () => (performance.now() - started) / 1000
  const ended = seconds()
  const isSynced = wish.verb === 'download' && spawnSync('sync', ['-f', wish.folder]).status === 0
  const onDisk = isSynced ? seconds() : undefined
  rmSync(home, { recursive: true, force: true })
  if (status === 0) return { ended, onDisk }
  process.stderr.write(`${name} could not ${wish.verb}: ${stderr.slice(0, 500)}\n`)
  return undefined
}

/** Its HTTP transport is its own, for which the AWS SDK in it can't load certificates. */
function trustOfRclone({ AWS_CA_BUNDLE: _, ...env }: Readonly<Record<string, string>>) {
  return env
}

function placesOf({ bucket, prefix, set, folder, verb }: Wish) {
  return {
    local: verb === 'download' ? join(folder, set.name) : folder,
    remote: `s3://${bucket}/${prefix}${set.name}/`,
    target: `s3://${bucket}/copied-by-cli/${set.name}/`,
  }
}
