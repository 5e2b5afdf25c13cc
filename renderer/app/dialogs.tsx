import type { Address } from '#shared/addresses/address.ts'
import type { ExternalObject } from '#shared/external.ts'
import type { LocalFolder } from '#shared/ipc/methods/local.ts'
import type { FileEntry } from '#shared/listing.ts'
import type { Location } from '#shared/location.ts'
import type { CopyMode, Selection } from '#shared/transfer.ts'
import type { VerificationState } from '#shared/verification.ts'
import { keyboard } from '../browser/keyboard.ts'
import type { Browser } from '../browser/use-browser.ts'
import { ChooseProfileDialog } from '../dialogs/choose-profile-dialog.tsx'
import { CopyDialog } from '../dialogs/copy-dialog.tsx'
import { LocalFolderDialog } from '../dialogs/local-folder-dialog.tsx'
import { NewFolderDialog } from '../dialogs/new-folder-dialog.tsx'
import { PropertiesDialog } from '../dialogs/properties-dialog.tsx'
import type { PropertiesSubject } from '../dialogs/properties-subject.ts'
import { DragOutDialog } from '../external/drag-out-dialog.tsx'
import { HelpSheet } from '../help/help-sheet.tsx'
import { MirrorDialog } from '../mirror/mirror-dialog.tsx'
import type { Place } from '../model/navigation.ts'
import type { PaletteScope } from '../palette/palette-items.ts'
import { EditTextDialog } from '../preview/edit/edit-text-dialog.tsx'
import { QuickLook } from '../preview/quick-look.tsx'
import { DeleteProfileDialog } from '../profiles/delete-profile-dialog.tsx'
import { ProfileEditor } from '../profiles/profile-editor.tsx'
import type { ProfileEdit } from '../profiles/profile-form.ts'
import type { ListedProfile } from '../queries/profiles.ts'
import { SettingsDialog } from '../settings/settings-dialog.tsx'
import { VerifyDialog } from '../transfers/verify-dialog.tsx'
import { PaletteDialog } from './palette-dialog.tsx'
import { useArrive } from './use-arrive.ts'

/** The dialog that is open, and what it is about. Those of bulk jobs open by themselves. */
export type OpenDialog =
  | { readonly type: 'profile'; readonly edit: ProfileEdit }
  | { readonly type: 'delete-profile'; readonly profile: ListedProfile }
  | {
      readonly type: 'properties'
      readonly subject: PropertiesSubject
      readonly measure?: boolean
    }
  | { readonly type: 'new-folder'; readonly location: Location }
  | {
      readonly type: 'choose-profile'
      readonly address: Address
      readonly profileIds: readonly string[]
      readonly reason: string
    }
  /** Browser shell: which folder to show beside. */
  | { readonly type: 'local-folder' }
  | { readonly type: 'palette'; readonly scope: PaletteScope }
  | { readonly type: 'quick-look' }
  | { readonly type: 'edit-text'; readonly location: Location; readonly entry: FileEntry }
  | {
      readonly type: 'copy'
      readonly mode: CopyMode
      readonly location: Location
      readonly selection: Selection
    }
  | { readonly type: 'drag-out'; readonly object: ExternalObject }
  /** A receipt that is held against the endpoint. */
  | { readonly type: 'verify'; readonly begun: VerificationState }
  | {
      readonly type: 'mirror'
      readonly location: Location
      readonly folder: LocalFolder | undefined
    }
  | { readonly type: 'settings' }
  | { readonly type: 'help' }

interface DialogsProps {
  readonly dialog: OpenDialog
  readonly browser: Browser
  readonly onShowBeside: (place: Place) => void
  /** A profile is gone. */
  readonly onForget: (profileId: string) => void
  readonly onClose: () => void
}

/** Shows the dialog that is open. */
export function Dialogs({ dialog, browser, onShowBeside, onForget, onClose }: DialogsProps) {
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
      return <DeleteProfileDialog profile={dialog.profile} onClose={onClose} onDeleted={onForget} />
    case 'properties':
      return (
        <PropertiesDialog
          subject={dialog.subject}
          measure={dialog.measure ?? false}
          onClose={onClose}
        />
      )
    case 'new-folder':
      return (
        <NewFolderDialog
          location={dialog.location}
          onClose={onClose}
          onCreated={prefix => browser.go({ type: 'folder', location: dialog.location }, prefix)}
        />
      )
    case 'choose-profile':
      return <ChooseProfile dialog={dialog} browser={browser} onClose={onClose} />
    case 'local-folder':
      return (
        <LocalFolderDialog
          onChoose={folder => onShowBeside({ type: 'local', folder, above: [] })}
          onClose={onClose}
        />
      )
    case 'palette':
      return <PaletteDialog scope={dialog.scope} browser={browser} onClose={onClose} />
    case 'quick-look':
      return <QuickLook browser={browser} onClose={onClose} />
    case 'edit-text':
      return (
        <EditTextDialog
          location={dialog.location}
          entry={dialog.entry}
          onClose={onClose}
          onRefresh={browser.refresh}
        />
      )
    case 'drag-out':
      return <DragOutDialog object={dialog.object} onClose={onClose} />
    case 'copy':
      return <CopyDialog {...dialog} profiles={browser.profiles} onClose={onClose} />
    case 'verify':
      return <VerifyDialog begun={dialog.begun} onClose={onClose} />
    case 'mirror':
      return <MirrorDialog {...dialog} profiles={browser.profiles} onClose={onClose} />
    case 'settings':
      return <SettingsDialog onClose={onClose} />
    case 'help':
      return <HelpSheet keyboard={keyboard()} onClose={onClose} />
    default:
      return dialog satisfies never
  }
}

interface ChooseProfileProps {
  readonly dialog: Extract<OpenDialog, { type: 'choose-profile' }>
  readonly browser: Browser
  readonly onClose: () => void
}

function ChooseProfile({ dialog, browser, onClose }: ChooseProfileProps) {
  const { address, reason, profileIds } = dialog
  const arrive = useArrive(browser)
  return (
    <ChooseProfileDialog
      address={address}
      reason={reason}
      profiles={browser.profiles.filter(({ id }) => profileIds.includes(id))}
      onChoose={id => arrive(address, id)}
      onClose={onClose}
    />
  )
}
