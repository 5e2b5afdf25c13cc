import { useRef, useState } from 'react'
import type { Profile } from '#shared/profile.ts'
import { useSaveProfile, useTestProfile } from '../queries/profiles.ts'
import {
  type FieldErrors,
  formFor,
  type ProfileEdit,
  type ProfileForm,
  readForm,
} from './profile-form.ts'

/** The editor's form, and what saving and testing it come to. */
export function useProfileEditor(edit: ProfileEdit, onSaved: (profile: Profile) => void) {
  const [form, setForm] = useState(() => formFor(edit))
  const [errors, setErrors] = useState<FieldErrors>({})
  const saving = useSaveProfile()
  const testing = useTestProfile()
  const abort = useRef<AbortController>(undefined)

  const stopTest = () => {
    abort.current?.abort()
    testing.reset()
  }
  const change = (changed: Partial<ProfileForm>) => {
    setForm({ ...form, ...changed })
    setErrors(without(errors, changed))
    saving.reset()
    // What was found out is about the older values.
    stopTest()
  }
  const read = (from: ProfileForm) => {
    const result = readForm(from, edit)
    setErrors(result.ok ? {} : result.errors)
    return result.ok ? { profile: result.profile, secret: result.secret } : undefined
  }
  const save = (changed: Partial<ProfileForm> = {}) => {
    const next = { ...form, ...changed }
    setForm(next)
    const input = read(next)
    if (input) saving.mutate(input, { onSuccess: onSaved })
  }
  const test = () => {
    const input = read(form)
    if (!input) return
    abort.current = new AbortController()
    testing.mutate({ ...input, signal: abort.current.signal })
  }
  return { form, errors, change, save, test, stopTest, saving, testing }
}

function without(errors: FieldErrors, changed: Partial<ProfileForm>): FieldErrors {
  return Object.fromEntries(Object.entries(errors).filter(([field]) => !(field in changed)))
}
