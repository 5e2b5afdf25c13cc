import { ClipboardCopy } from 'lucide-react'
import { COPY_AS_ACTIONS, type CopyAsId } from '../model/actions/copy-as.ts'
import { SubMenu } from '../ui/menu.tsx'
import { ActionItem } from './action-items.tsx'

const IDS = Object.keys(COPY_AS_ACTIONS) as CopyAsId[]

/** The ways to copy what is selected, or the place itself, as a menu of their own. */
export function CopyMenu() {
  return (
    <SubMenu label="Copy as" icon={<ClipboardCopy size={14} />}>
      {IDS.map(id => (
        <ActionItem key={id} id={id} />
      ))}
    </SubMenu>
  )
}
