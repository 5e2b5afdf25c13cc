import { PlugZap } from 'lucide-react'
import { type FormEvent, type ReactNode, useId } from 'react'
import type { Profile } from '#shared/profile.ts'
import { FailureNotice } from '../failure/failure-notice.tsx'
import { failureOf, isCanceled } from '../failure/failure-of.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Progress } from '../ui/progress.tsx'
import { Switch } from '../ui/switch.tsx'
import { TextField } from '../ui/text-field.tsx'
import { ColorChoice } from './color-choice.tsx'
import { CredentialFields } from './credential-fields.tsx'
import { EndpointFields } from './endpoint-fields.tsx'
import { ProbeResult } from './probe-result.tsx'
import type { ProfileEdit } from './profile-form.ts'
import { useProfileEditor } from './use-profile-editor.ts'

interface ProfileEditorProps {
  readonly edit: ProfileEdit
  readonly onClose: () => void
  readonly onSaved: (profile: Profile) => void
}

/** Adds, edits or duplicates a profile; tries the connection before it is saved. */
export function ProfileEditor({ edit, onClose, onSaved }: ProfileEditorProps) {
  const editor = useProfileEditor(edit, onSaved)
  const { form, errors, change, save, test, stopTest, testing } = editor
  const formId = useId()
  const close = () => {
    stopTest()
    onClose()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save()
  }
  return (
    <Dialog
      open
      width="large"
      onClose={close}
      title={TITLES[edit.type]}
      footer={
        <>
          <span className="mr-auto">
            <Button icon={<PlugZap size={14} />} onClick={testing.isPending ? stopTest : test}>
              {testing.isPending ? 'Stop the test' : 'Test the connection'}
            </Button>
          </span>
          <Button onClick={close}>Cancel</Button>
          <Button look="primary" type="submit" form={formId} disabled={editor.saving.isPending}>
            Save profile
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-5 pt-1">
        <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-4">
          <TextField
            label="Name"
            value={form.label}
            onChange={label => change({ label })}
            error={errors.label}
          />
          <ColorChoice value={form.color} onChange={color => change({ color })} />
        </div>
        <Section title="Endpoint">
          <EndpointFields form={form} errors={errors} onChange={change} />
        </Section>
        <Section title="Credentials">
          <CredentialFields
            form={form}
            errors={errors}
            onChange={change}
            secretMissing={edit.type !== 'new' && edit.profile.secret === 'missing'}
          />
        </Section>
        <Section title="Opening">
          <TextField
            label="Start at"
            mono
            placeholder="bucket or bucket/folder/"
            value={form.start}
            onChange={start => change({ start })}
            error={errors.start}
            hint="For keys that may not list buckets. Empty: the list of buckets."
          />
          <Switch
            label="Read-only"
            hint="Pail sends no request that changes anything."
            checked={form.readOnly}
            onChange={readOnly => change({ readOnly })}
          />
        </Section>
        <Outcome editor={editor} />
      </form>
    </Dialog>
  )
}

const TITLES: Record<ProfileEdit['type'], string> = {
  new: 'Add a profile',
  edit: 'Edit profile',
  duplicate: 'Duplicate profile',
}

function Section(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="flex flex-col items-stretch gap-3 border-t border-hairline pt-4">
      <h3 className="section-label">{props.title}</h3>
      {props.children}
    </section>
  )
}

/** What the test or the save came to, in sight at the end of the form. */
function Outcome({ editor }: { readonly editor: ReturnType<typeof useProfileEditor> }) {
  const { saving, testing, save } = editor
  const error = saving.error ?? testing.error
  if (testing.isPending) {
    return (
      <div key="testing" role="status" ref={reveal} className="flex flex-col gap-2">
        <p className="text-secondary">Testing the connection…</p>
        <Progress label="Testing the connection" value={undefined} />
      </div>
    )
  }
  if (error && !isCanceled(error)) {
    const failure = failureOf(error)
    const offer = failure.code.startsWith('keychain-')
      ? [{ label: 'Keep for this session only', run: () => save({ where: 'session' }) }]
      : []
    return (
      <div key="failed" ref={reveal}>
        <FailureNotice failure={failure} actions={offer} />
      </div>
    )
  }
  return testing.data ? (
    <div key="tested" role="status" ref={reveal}>
      <ProbeResult steps={testing.data.steps} />
    </div>
  ) : null
}

function reveal(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'end' })
}
