import type { S3ClientConfig } from '@aws-sdk/client-s3'
import type { S3Credentials } from './connection-options.ts'

type SdkCredentials = NonNullable<S3ClientConfig['credentials']>
/** Gives an identity, asked for again only when it is about to expire. */
export type CredentialProvider = Exclude<SdkCredentials, { accessKeyId: string }>
type Identity = Awaited<ReturnType<CredentialProvider>>

/** Identities are renewed this long before they expire, in milliseconds. */
const EARLY = 5 * 60_000

/**
 * One provider for all clients of a connection, so that an SSO or process profile is asked once;
 * `undefined` when nothing is to be signed.
 */
export function credentialProvider(credentials: S3Credentials): CredentialProvider | undefined {
  switch (credentials.type) {
    case 'keys': {
      const { accessKeyId, secretAccessKey, sessionToken } = credentials
      const token = sessionToken === undefined ? {} : { sessionToken }
      return async () => ({ accessKeyId, secretAccessKey, ...token })
    }
    case 'aws-profile': {
      const { name } = credentials
      return remembered(async caller => {
        const { fromIni } = await import('@aws-sdk/credential-providers')
        return fromIni({ profile: name, ignoreCache: true })(caller)
      })
    }
    case 'anonymous':
      return undefined
    case 'provider': {
      const { provider } = credentials
      return typeof provider === 'function' ? remembered(provider) : async () => provider
    }
    default:
      return credentials satisfies never
  }
}

/** Client settings that leave every request as it is. */
export const unsigned = {
  credentials: { accessKeyId: 'anonymous', secretAccessKey: 'anonymous' },
  signer: { sign: async <T>(request: T): Promise<T> => request },
}

function remembered(provider: CredentialProvider): CredentialProvider {
  let known: Promise<Identity> | undefined
  return async caller => {
    const identity = known && (await known)
    const expires = identity?.expiration?.getTime() ?? Number.POSITIVE_INFINITY
    if (identity && expires - Date.now() > EARLY) return identity
    const fresh = provider(caller)
    known = fresh
    fresh.catch(() => {
      if (known === fresh) known = undefined
    })
    return fresh
  }
}
