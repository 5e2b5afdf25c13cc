import { useQuery } from '@tanstack/react-query'
import { Eye, EyeOff, KeyRound } from 'lucide-react'
import { useState } from 'react'
import { keychainQuery } from '../queries/keychain.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { TextField } from '../ui/text-field.tsx'
import { KeychainNotice } from './keychain-notice.tsx'
import type { FieldErrors, ProfileForm } from './profile-form.ts'

interface SecretFieldsProps {
  readonly form: Pick<ProfileForm, 'secretAccessKey' | 'sessionToken' | 'keepsSecret' | 'where'>
  readonly errors: FieldErrors
  readonly onChange: (change: Partial<ProfileForm>) => void
  /** The profile had a secret that is no longer at hand, such as one of an earlier session. */
  readonly missing: boolean
}

/** The secret half of the keys: never shown once saved, only replaced. */
export function SecretFields({ form, errors, onChange, missing }: SecretFieldsProps) {
  const [shown, setShown] = useState(false)
  if (form.keepsSecret) {
    return (
      <div className="flex items-center gap-2.5 rounded-md border border-hairline bg-raised py-1.5 pr-1.5 pl-3">
        <KeyRound size={14} className="text-secondary" aria-hidden />
        <span className="flex-1">
          {form.where === 'session'
            ? 'The secret is held in memory until Pail quits.'
            : 'The secret is saved in the keychain.'}
        </span>
        <Button onClick={() => onChange({ keepsSecret: false })}>Replace the secret</Button>
      </div>
    )
  }
  return (
    <>
      <TextField
        label="Secret access key"
        type={shown ? 'text' : 'password'}
        autoComplete="new-password"
        mono
        value={form.secretAccessKey}
        onChange={secretAccessKey => onChange({ secretAccessKey })}
        error={errors.secretAccessKey}
        ref={missing ? focus : undefined}
        hint={missing ? 'The secret of this profile is not at hand: enter it again.' : undefined}
        trailing={
          <IconButton
            label={shown ? 'Hide the secret' : 'Show the secret'}
            icon={shown ? <EyeOff size={14} /> : <Eye size={14} />}
            onClick={() => setShown(!shown)}
          />
        }
      />
      <TextField
        label="Session token"
        type="password"
        autoComplete="new-password"
        mono
        value={form.sessionToken}
        onChange={sessionToken => onChange({ sessionToken })}
        error={errors.sessionToken}
        hint="Only for temporary credentials"
      />
      <SecretPlace where={form.where} onChange={where => onChange({ where })} />
    </>
  )
}

interface SecretPlaceProps {
  readonly where: ProfileForm['where']
  readonly onChange: (where: ProfileForm['where']) => void
}

/** Where the secret is kept: a choice while there is a keychain, else what is wrong with it. */
function SecretPlace({ where, onChange }: SecretPlaceProps) {
  const { data } = useQuery(keychainQuery())
  if (data && data.status !== 'ready') {
    return (
      <KeychainNotice
        status={data.status}
        sessionOnly={where === 'session'}
        onSessionOnly={sessionOnly => onChange(sessionOnly ? 'session' : 'keychain')}
      />
    )
  }
  return (
    <div className="flex flex-wrap items-center gap-3">
      <span className="flex-1 font-medium">Keep the secret</span>
      <Segmented
        label="Keep the secret"
        value={where}
        onChange={onChange}
        options={[
          { value: 'keychain', label: 'In the keychain' },
          { value: 'session', label: 'For this session only' },
        ]}
      />
    </div>
  )
}

function focus(element: HTMLElement | null): void {
  element?.focus()
}
