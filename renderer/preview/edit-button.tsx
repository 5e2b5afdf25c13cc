import { SquarePen } from 'lucide-react'
import type { Preview } from '#shared/preview.ts'
import { useCommands } from '../browser/commands.ts'
import { whyNotEditable } from '../model/editable.ts'
import { IconButton } from '../ui/icon-button.tsx'

/** Edits what is shown, or says why it cannot be edited. */
export function EditButton({ preview }: { readonly preview: Preview }) {
  const { run, whyNot } = useCommands()
  return (
    <IconButton
      label="Edit the text"
      shortcut="F4"
      icon={<SquarePen size={14} />}
      disabledReason={whyNot('edit-text') ?? whyNotEditable(preview)}
      onClick={() => run('edit-text')}
    />
  )
}
