import {
  type Addressing,
  type Profile,
  type ProfileColor,
  ProfileDraft,
  type ProfileSecret,
  type SecretChange,
  type SecretStatus,
} from '#shared/profile.ts'
import { parseStart } from './start-place.ts'

/** What the editor was opened for. */
export type ProfileEdit =
  | { readonly type: 'new' }
  /** `region`: one that the server named, filled in. */
  | {
      readonly type: 'edit'
      readonly profile: ProfileWithSecret
      readonly region?: string | undefined
    }
  | { readonly type: 'duplicate'; readonly profile: ProfileWithSecret }

type ProfileWithSecret = Profile & { readonly secret: SecretStatus }

/** A profile while it is typed: every field a text or a choice, valid or not. */
export interface ProfileForm {
  readonly label: string
  readonly color: ProfileColor
  readonly provider: 'aws' | 'custom'
  readonly url: string
  readonly region: string
  readonly addressing: Addressing
  readonly source: 'keys' | 'aws-profile' | 'anonymous'
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
  readonly awsProfile: string
  /** `bucket` or `bucket/prefix/`; empty: the list of buckets. */
  readonly start: string
  readonly readOnly: boolean
  /** A secret is there already and is left as it is. */
  readonly keepsSecret: boolean
  readonly where: 'keychain' | 'session'
}

export type ProfileField = keyof ProfileForm
export type FieldErrors = Partial<Record<ProfileField, string>>

const EMPTY: ProfileForm = {
  label: '',
  color: 'blue',
  provider: 'aws',
  url: '',
  region: 'us-east-1',
  addressing: 'auto',
  source: 'keys',
  accessKeyId: '',
  secretAccessKey: '',
  sessionToken: '',
  awsProfile: 'default',
  start: '',
  readOnly: false,
  keepsSecret: false,
  where: 'keychain',
}

/** The form as the editor opens with it. */
export function formFor(edit: ProfileEdit): ProfileForm {
  if (edit.type === 'new') return EMPTY
  const { profile } = edit
  const { endpoint, credentials, start } = profile
  return {
    ...EMPTY,
    label: edit.type === 'duplicate' ? `${profile.label} copy` : profile.label,
    color: profile.color,
    provider: endpoint.type,
    url: endpoint.type === 'custom' ? endpoint.url : '',
    region: (edit.type === 'edit' ? edit.region : undefined) ?? profile.region,
    addressing: profile.addressing,
    source: credentials.type,
    accessKeyId: credentials.type === 'keys' ? credentials.accessKeyId : '',
    awsProfile: credentials.type === 'aws-profile' ? credentials.name : EMPTY.awsProfile,
    start: start ? `${start.bucket}${start.prefix === '' ? '' : `/${start.prefix}`}` : '',
    readOnly: profile.readOnly,
    keepsSecret: credentials.type === 'keys' && profile.secret !== 'missing',
    where: profile.secret === 'session' ? 'session' : 'keychain',
  }
}

/** What a save or a test sends, or what is wrong with which field. */
export type FormResult =
  | { readonly ok: true; readonly profile: ProfileDraft; readonly secret: SecretChange }
  | { readonly ok: false; readonly errors: FieldErrors }

/** Reads the form with the schema that the main process will read it with. */
export function readForm(form: ProfileForm, edit: ProfileEdit): FormResult {
  const start = parseStart(form.start)
  const parsed = ProfileDraft.safeParse({
    ...(edit.type === 'edit' ? { id: edit.profile.id } : {}),
    label: form.label,
    color: form.color,
    endpoint: form.provider === 'aws' ? { type: 'aws' } : { type: 'custom', url: form.url },
    region: form.region,
    addressing: form.addressing,
    credentials: credentialsOf(form),
    ...(start ? { start } : {}),
    readOnly: form.readOnly,
  })
  const errors: FieldErrors = { ...secretErrors(form) }
  for (const issue of parsed.error?.issues ?? []) {
    const field = FIELD_OF_PATH[issue.path.join('.')]
    if (field) errors[field] ??= emptyWords(form, field) ?? issue.message
  }
  if (!parsed.success || Object.keys(errors).length > 0) return { ok: false, errors }
  return { ok: true, profile: parsed.data, secret: secretChange(form, edit) }
}

const FIELD_OF_PATH: Record<string, ProfileField> = {
  label: 'label',
  'endpoint.url': 'url',
  region: 'region',
  'credentials.accessKeyId': 'accessKeyId',
  'credentials.name': 'awsProfile',
  'start.bucket': 'start',
  'start.prefix': 'start',
}

const EMPTY_WORDS: FieldErrors = {
  label: 'The profile needs a name.',
  url: 'Enter the address of the endpoint, such as https://s3.example.com.',
  region: 'Enter the region, such as eu-west-1.',
  accessKeyId: 'Enter the access key ID.',
  awsProfile: 'Enter the name of a profile of ~/.aws/config.',
}

function emptyWords(form: ProfileForm, field: ProfileField): string | undefined {
  const value = form[field]
  return typeof value === 'string' && value.trim() === '' ? EMPTY_WORDS[field] : undefined
}

function secretErrors(form: ProfileForm): FieldErrors {
  if (form.source !== 'keys' || form.keepsSecret) return {}
  if (form.secretAccessKey.trim() === '') {
    return { secretAccessKey: 'Enter the secret access key.' }
  }
  if (/^ASIA/.test(form.accessKeyId.trim()) && form.sessionToken.trim() === '') {
    return { sessionToken: 'Keys that begin with ASIA are temporary and need a session token.' }
  }
  return {}
}

function credentialsOf(form: ProfileForm): unknown {
  switch (form.source) {
    case 'keys':
      return { type: 'keys', accessKeyId: form.accessKeyId }
    case 'aws-profile':
      return { type: 'aws-profile', name: form.awsProfile }
    case 'anonymous':
      return { type: 'anonymous' }
    default:
      return form.source satisfies never
  }
}

function secretChange(form: ProfileForm, edit: ProfileEdit): SecretChange {
  if (form.source !== 'keys') return { type: 'keep' }
  if (!form.keepsSecret) return { type: 'set', secret: secretOf(form), where: form.where }
  return edit.type === 'duplicate' ? { type: 'copy', from: edit.profile.id } : { type: 'keep' }
}

/** Secrets hold no spaces; those around them come from copying. */
function secretOf({ secretAccessKey, sessionToken }: ProfileForm): ProfileSecret {
  const token = sessionToken.trim()
  return { secretAccessKey: secretAccessKey.trim(), ...(token ? { sessionToken: token } : {}) }
}
