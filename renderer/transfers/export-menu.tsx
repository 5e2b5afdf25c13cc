import { FileDown } from 'lucide-react'
import type { Export } from '#shared/transfer-query.ts'
import { plainName } from '../model/display-name.ts'
import { useExport } from '../queries/transfer-items.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { useNotices } from '../ui/notices.tsx'
import { useComplaint } from './use-complaint.ts'

interface ExportMenuProps {
  readonly label: string
  /** What can be exported, each as CSV and as JSON. */
  readonly choices: readonly { readonly label: string; readonly of: Export['of'] }[]
}

/** Writes what is listed into a file for other programs. */
export function ExportMenu({ label, choices }: ExportMenuProps) {
  const save = useExport()
  const notify = useNotices()
  const onError = useComplaint()
  const saved = (path: string | undefined) => {
    if (path) notify({ tone: 'success', title: 'Saved', text: plainName(path) })
  }
  return (
    <Menu
      align="end"
      trigger={<IconButton label={label} icon={<FileDown size={14} />} disabled={save.isPending} />}
    >
      {choices.flatMap(({ label: what, of }) =>
        (['csv', 'json'] as const).map(format => (
          <MenuItem
            key={`${what} ${format}`}
            label={`${what} as ${format.toUpperCase()}`}
            onSelect={() => save.mutate({ of, format }, { onSuccess: saved, onError })}
          />
        )),
      )}
    </Menu>
  )
}
