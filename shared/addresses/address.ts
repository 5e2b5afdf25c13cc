/** Whose storage an address is in: what decides which profile can open it. */
export type Home =
  /** Any: the address says nothing about its endpoint, as `s3://` does. */
  | { readonly type: 'any' }
  | { readonly type: 'aws'; readonly partition: string; readonly region: string | undefined }
  /** The endpoint of these profiles, the closest match first; never empty. */
  | { readonly type: 'endpoint'; readonly profileIds: readonly string[] }
  /** The profile that a `pail://` link was made with; another computer may not have it. */
  | {
      readonly type: 'profile'
      readonly id: string | undefined
      readonly label: string | undefined
    }

/** What a pasted text names. Never holds the query of a presigned URL. */
export interface Address {
  readonly home: Home
  /** Without one, the buckets of the profile. May be the ARN or the alias of an access point. */
  readonly bucket: string | undefined
  /** Exactly as S3 has it. */
  readonly keyOrPrefix: string
  /** The whole key or prefix to select in the folder that `keyOrPrefix` then is. */
  readonly entry?: string | undefined
  /** What the user should know on arrival, as a sentence. */
  readonly note?: string | undefined
}

/** An address, or one sentence or two on why the text is none and what is accepted. */
export type ReadAddress =
  | { readonly type: 'address'; readonly address: Address }
  | { readonly type: 'problem'; readonly problem: string }

export function problem(text: string): ReadAddress {
  return { type: 'problem', problem: text }
}

/** The partition a region is in; `aws` when its name gives no other. */
export function partitionOf(region: string): string {
  const [, partition] = PARTITIONS.find(([start]) => region.startsWith(start)) ?? []
  return partition ?? 'aws'
}

/** @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
const PARTITIONS: readonly (readonly [start: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-isob-', 'aws-iso-b'],
  ['us-isof-', 'aws-iso-f'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-iso-', 'aws-iso'],
  ['eusc-', 'aws-eusc'],
]
