import { Segmented } from '../ui/segmented.tsx'
import { TextField } from '../ui/text-field.tsx'
import type { FieldErrors, ProfileForm } from './profile-form.ts'
import { accessKeyHint } from './profile-hints.ts'
import { SecretFields } from './secret-fields.tsx'

interface CredentialFieldsProps {
  readonly form: ProfileForm
  readonly errors: FieldErrors
  readonly onChange: (change: Partial<ProfileForm>) => void
  readonly secretMissing: boolean
}

/** Who asks: keys, a profile of the AWS files, or nobody. */
export function CredentialFields(props: CredentialFieldsProps) {
  const { form, errors, onChange, secretMissing } = props
  return (
    <>
      <Segmented
        label="Credentials"
        value={form.source}
        onChange={source => onChange({ source })}
        options={[
          { value: 'keys', label: 'Access keys' },
          { value: 'aws-profile', label: 'AWS profile' },
          { value: 'anonymous', label: 'Anonymous' },
        ]}
      />
      {form.source === 'keys' && (
        <>
          <TextField
            label="Access key ID"
            mono
            value={form.accessKeyId}
            onChange={accessKeyId => onChange({ accessKeyId })}
            error={errors.accessKeyId}
            hint={accessKeyHint(form)}
          />
          <SecretFields form={form} errors={errors} onChange={onChange} missing={secretMissing} />
        </>
      )}
      {form.source === 'aws-profile' && (
        <TextField
          label="Profile of ~/.aws"
          mono
          value={form.awsProfile}
          onChange={awsProfile => onChange({ awsProfile })}
          error={errors.awsProfile}
          hint="Roles, single sign-on, credential processes and static keys all work."
        />
      )}
      {form.source === 'anonymous' && (
        <p className="text-secondary">
          Requests are not signed. Only public buckets can be opened.
        </p>
      )}
    </>
  )
}
