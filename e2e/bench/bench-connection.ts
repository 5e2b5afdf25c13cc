import type { ConnectionOptions } from '../../electron/storage/connection-options.ts'
import type { Access } from './bench-playground.ts'

/** A profile's connection to a playground. */
export function benchConnection(access: Access): ConnectionOptions {
  const { endpoint, region, accessKeyId, secretAccessKey } = access
  return {
    profileName: 'Bench',
    endpoint: { type: 'custom', url: endpoint },
    region,
    addressing: 'path',
    credentials: { type: 'keys', accessKeyId, secretAccessKey },
    readOnly: false,
  }
}
