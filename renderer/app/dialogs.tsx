import type { Entry } from '#shared/listing.ts'
import type { Location } from '#shared/location.ts'
import { keyboard } from '../browser/keyboard.ts'
import type { Browser } from '../browser/use-browser.ts'
import { NewFolderDialog } from '../dialogs/new-folder-dialog.tsx'
import { PropertiesDialog } from '../dialogs/properties-dialog.tsx'
import { HelpSheet } from '../help/help-sheet.tsx'
import { DeleteProfileDialog } from '../profiles/delete-profile-dialog.tsx'
import { ProfileEditor } from '../profiles/profile-editor.tsx'
import type { ProfileEdit } from '../profiles/profile-form.ts'
import type { ListedProfile } from '../queries/profiles.ts'
import { SettingsDialog } from '../settings/settings-dialog.tsx'

/** The dialog that is open, and what it is about. Those of bulk jobs open by themselves. */
export type OpenDialog =
  | { readonly type: 'profile'; readonly edit: ProfileEdit }
  | { readonly type: 'delete-profile'; readonly profile: ListedProfile }
  | { readonly type: 'properties'; readonly location: Location; readonly entry: Entry | undefined }
  | { readonly type: 'new-folder'; readonly location: Location }
  | { readonly type: 'settings' }
  | { readonly type: 'help' }

interface DialogsProps {
  readonly dialog: OpenDialog
  readonly browser: Browser
  readonly onClose: () => void
}

/** Shows the dialog that is open. */
export function Dialogs({ dialog, browser, onClose }: DialogsProps) {
  switch (dialog.type) {
    case 'profile':
      return (
        <ProfileEditor
          edit={dialog.edit}
          onClose={onClose}
          onSaved={profile => {
            onClose()
            if (dialog.edit.type !== 'edit') browser.openProfile(profile)
          }}
        />
      )
    case 'delete-profile':
      return (
        <DeleteProfileDialog
          profile={dialog.profile}
          onClose={onClose}
          onDeleted={browser.forget}
        />
      )
    case 'properties':
      return <PropertiesDialog location={dialog.location} entry={dialog.entry} onClose={onClose} />
    case 'new-folder':
      return (
        <NewFolderDialog
          location={dialog.location}
          onClose={onClose}
          onCreated={prefix => browser.go({ type: 'folder', location: dialog.location }, prefix)}
        />
      )
    case 'settings':
      return <SettingsDialog onClose={onClose} />
    case 'help':
      return <HelpSheet keyboard={keyboard()} onClose={onClose} />
    default:
      return dialog satisfies never
  }
}
