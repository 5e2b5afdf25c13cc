import { Database, Folder } from 'lucide-react'
import { lastSegment } from '#shared/location.ts'
import { PickList } from '../ui/pick-list.tsx'
import { NameText } from './name-text.tsx'

interface PathSuggestionsProps {
  readonly id: string
  readonly type: 'bucket' | 'context'
  readonly choices: readonly string[]
  readonly more: boolean
  readonly active: number
  readonly onPick: (choice: string) => void
}

/** The list under the path bar while it is typed into. */
export function PathSuggestions(props: PathSuggestionsProps) {
  const { id, type, choices, more, active, onPick } = props
  return (
    <div className="absolute inset-x-0 top-8.5 z-30 max-w-140 rounded-md border border-hairline bg-floating p-1 shadow-floating">
      <PickList
        id={id}
        label={type === 'bucket' ? 'Buckets' : 'Folders'}
        items={choices}
        keyOf={choice => choice}
        active={active}
        rowHeight={28}
        maxHeight={280}
        onPick={onPick}
      >
        {choice => <Suggestion type={type} choice={choice} />}
      </PickList>
      {more && (
        <p className="border-t border-hairline px-2 pt-1.5 pb-1 text-sm text-secondary">
          There are more: type on to find them.
        </p>
      )}
    </div>
  )
}

function Suggestion({ type, choice }: { type: 'bucket' | 'context'; choice: string }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      {type === 'bucket' ? (
        <Database size={14} strokeWidth={1.75} className="shrink-0 text-secondary" />
      ) : (
        <Folder size={14} className="shrink-0 text-folder" />
      )}
      <NameText name={type === 'bucket' ? choice : lastSegment(choice)} />
    </span>
  )
}
