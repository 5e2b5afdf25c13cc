import type { MethodOutput } from '#shared/ipc/contract.ts'
import type { Location } from '#shared/location.ts'
import type { Row } from '../browser/rows.ts'
import type { ListedProfile } from '../queries/profiles.ts'

/** The dialog that is open, and what it is about. Those of bulk jobs open by themselves. */
export type OpenDialog =
  | {
      readonly type: 'profile'
      readonly profile: ListedProfile | undefined
      readonly region?: string | undefined
    }
  | { readonly type: 'duplicate-profile'; readonly profile: ListedProfile | undefined }
  | { readonly type: 'delete-profile'; readonly profile: ListedProfile | undefined }
  | { readonly type: 'properties'; readonly location: Location; readonly row: Row }
  | { readonly type: 'new-folder'; readonly location: Location }
  | { readonly type: 'settings' }
  | { readonly type: 'help' }

interface DialogsProps {
  readonly dialog: OpenDialog | undefined
  readonly onChange: (dialog: OpenDialog | undefined) => void
  readonly info: MethodOutput<'app.info'>
}

export function Dialogs(_: DialogsProps) {
  return null
}
