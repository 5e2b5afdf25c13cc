import { z } from 'zod'

/** Identifies a profile for as long as it exists; also the account name of its keychain entry. */
export const ProfileId = z.string().min(1).max(64)
export type ProfileId = z.infer<typeof ProfileId>

/** The profile of the embedded endpoint: never saved, exists while the playground runs. */
export const PLAYGROUND_PROFILE_ID = 'playground'

/** The colours a profile can have: a 3 px edge and a dot, so production never looks like staging. */
export const ProfileColor = z.enum([
  'gray',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
])
export type ProfileColor = z.infer<typeof ProfileColor>

const ENDPOINT_ERROR =
  'The endpoint must be a URL such as https://s3.example.com, without user or query.'

/** AWS itself (the region decides the host), or the base URL of any S3-compatible service. */
export const Endpoint = z.discriminatedUnion('type', [
  z.object({ type: z.literal('aws') }),
  z.object({
    type: z.literal('custom'),
    url: z
      .url({ error: ENDPOINT_ERROR })
      .trim()
      .regex(/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i, { error: ENDPOINT_ERROR }),
  }),
])
export type Endpoint = z.infer<typeof Endpoint>

/**
 * How a bucket is named in the request: `path` (`host/bucket/key`), `virtual-hosted`
 * (`bucket.host/key`), or `auto`: virtual-hosted for AWS, path for everything else.
 */
export const Addressing = z.enum(['auto', 'path', 'virtual-hosted'])
export type Addressing = z.infer<typeof Addressing>

/** Where credentials come from. Secrets themselves are never part of a profile. */
export const CredentialSource = z.discriminatedUnion('type', [
  /** An access key id; its secret (and session token) live in the keychain. */
  z.object({ type: z.literal('keys'), accessKeyId: z.string().trim().min(1).max(256) }),
  /** A profile of `~/.aws/config`: roles, SSO, process and static keys alike. */
  z.object({ type: z.literal('aws-profile'), name: z.string().trim().min(1).max(256) }),
  /** No credentials: public buckets. */
  z.object({ type: z.literal('anonymous') }),
])
export type CredentialSource = z.infer<typeof CredentialSource>

const fields = {
  label: z.string().trim().min(1, { error: 'The profile needs a name.' }).max(80),
  color: ProfileColor,
  endpoint: Endpoint,
  region: z
    .string()
    .trim()
    .regex(/^[a-z0-9-]{1,64}$/i, { error: 'The region must be a name such as eu-west-1.' }),
  addressing: Addressing,
  credentials: CredentialSource,
  /** For keys that may not list buckets: where the profile opens. */
  start: z
    .object({ bucket: z.string().trim().min(1).max(255), prefix: z.string().max(1024) })
    .optional(),
  /** Enforced in the main process: no request that changes anything is ever sent. */
  readOnly: z.boolean(),
}

/** One endpoint and how to talk to it. Holds no secret. */
export const Profile = z.object({ id: ProfileId, ...fields })
export type Profile = z.infer<typeof Profile>

/** A profile as the editor holds it: without an id it is a new one. */
export const ProfileDraft = z.object({ id: ProfileId.optional(), ...fields })
export type ProfileDraft = z.infer<typeof ProfileDraft>

/** The secret half of static keys. Goes in with `profiles.save`; no output ever carries it. */
export const ProfileSecret = z.object({
  secretAccessKey: z.string().min(1).max(1024),
  sessionToken: z.string().min(1).max(16_384).optional(),
})
export type ProfileSecret = z.infer<typeof ProfileSecret>

/**
 * What a save does with the secret: `keep` the one already there, `copy` another profile's
 * (duplicate), or `set` it, in the OS keychain or only in memory until Pail quits.
 */
export const SecretChange = z.discriminatedUnion('type', [
  z.object({ type: z.literal('keep') }),
  z.object({ type: z.literal('copy'), from: ProfileId }),
  z.object({
    type: z.literal('set'),
    secret: ProfileSecret,
    where: z.enum(['keychain', 'session']),
  }),
])
export type SecretChange = z.infer<typeof SecretChange>

/** What the OS keychain can do right now. */
export const KeychainStatus = z.enum(['ready', 'absent', 'locked', 'hung'])
export type KeychainStatus = z.infer<typeof KeychainStatus>

/** Whether a profile's secret is at hand; `none` also stands for sources that need none of ours. */
export const SecretStatus = z.enum(['keychain', 'session', 'missing', 'unknown', 'not-needed'])
export type SecretStatus = z.infer<typeof SecretStatus>
