import { TriangleAlert } from 'lucide-react'
import { useId } from 'react'
import { Segmented } from '../ui/segmented.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import type { FieldErrors, ProfileForm } from './profile-form.ts'
import { AWS_REGIONS, isUnencrypted } from './profile-hints.ts'

interface EndpointFieldsProps {
  readonly form: ProfileForm
  readonly errors: FieldErrors
  readonly onChange: (change: Partial<ProfileForm>) => void
}

/** Where the requests go: AWS or any address, region, addressing. */
export function EndpointFields({ form, errors, onChange }: EndpointFieldsProps) {
  const regions = useId()
  const custom = form.provider === 'custom'
  return (
    <>
      <Segmented
        label="Provider"
        value={form.provider}
        onChange={provider => onChange({ provider })}
        options={[
          { value: 'aws', label: 'Amazon S3' },
          { value: 'custom', label: 'S3-compatible' },
        ]}
      />
      {custom && (
        <TextField
          label="Endpoint"
          mono
          inputMode="url"
          placeholder="https://s3.example.com"
          value={form.url}
          onChange={url => onChange({ url })}
          error={errors.url}
        />
      )}
      {isUnencrypted(form) && (
        <p className="flex gap-2 rounded-md bg-warning-tint px-3 py-2">
          <TriangleAlert size={16} className="mt-px shrink-0 text-warning" aria-hidden />
          With http:// everything crosses the network unencrypted: names and contents can be read
          and changed on the way.
        </p>
      )}
      <div className="grid grid-cols-2 gap-4">
        <TextField
          label="Region"
          mono
          list={regions}
          value={form.region}
          onChange={region => onChange({ region })}
          error={errors.region}
          hint={custom ? 'us-east-1 where the service does not say' : undefined}
        />
        <datalist id={regions}>
          {AWS_REGIONS.map(region => (
            <option key={region} value={region} />
          ))}
        </datalist>
        <Select
          label="Addressing"
          value={form.addressing}
          onChange={addressing => onChange({ addressing })}
          options={[
            { value: 'auto', label: custom ? 'Automatic (path)' : 'Automatic (virtual-hosted)' },
            { value: 'path', label: 'Path: host/bucket/key' },
            { value: 'virtual-hosted', label: 'Virtual-hosted: bucket.host/key' },
          ]}
        />
      </div>
    </>
  )
}
