import { Database, FolderOpen, SearchX } from 'lucide-react'
import { typedFilter } from '#shared/name-matcher.ts'
import { ACTIONS, type ActionId } from '../model/actions.ts'
import { plainName } from '../model/display-name.ts'
import { Button } from '../ui/button.tsx'
import { useBrowser } from './browser-context.ts'
import { useCommands } from './commands.ts'
import { StatePanel } from './state-panel.tsx'

/** A place with nothing in it, or nothing that the filter lets through. */
export function EmptyPanel() {
  const { place, filter, setFilter, count, objects, failure } = useBrowser()
  const { mode, text } = typedFilter(filter)
  if (filter !== '' && count > 0) {
    const counting = place.type !== 'profile' && objects.state?.status === 'loading'
    return (
      <StatePanel
        icon={SearchX}
        title={
          failure?.code === 'invalid'
            ? plainName(failure.message)
            : `No name ${mode === 'text' ? 'contains' : 'matches'} “${plainName(text)}”`
        }
        actions={<Button onClick={() => setFilter('')}>Clear the filter</Button>}
      >
        <p>
          {failure?.code === 'invalid'
            ? failure.remedy
            : counting
              ? 'This folder is still being listed; matches appear as they come.'
              : 'The filter looks at the names in this folder, not at folders inside it.'}
        </p>
      </StatePanel>
    )
  }
  if (place.type === 'profile') return <NoBuckets />
  if (place.type === 'local') return <EmptyLocal />
  return <EmptyFolder />
}

function NoBuckets() {
  const { refresh } = useBrowser()
  return (
    <StatePanel
      icon={Database}
      title="There are no buckets"
      actions={<Button onClick={refresh}>Refresh</Button>}
    >
      <p>These credentials own no bucket at this endpoint.</p>
      <p>Buckets of others open by name: click the path and type s3://bucket.</p>
    </StatePanel>
  )
}

function EmptyLocal() {
  return (
    <StatePanel icon={FolderOpen} title="This folder is empty">
      <p>Drag objects here from the other pane to download them.</p>
    </StatePanel>
  )
}

function EmptyFolder() {
  const { place, profile } = useBrowser()
  const isBucket = place.type === 'folder' && place.location.prefix === ''
  return (
    <StatePanel
      icon={isBucket ? Database : FolderOpen}
      title={isBucket ? 'This bucket is empty' : 'This folder is empty'}
      actions={
        profile?.readOnly ? undefined : (
          <>
            <ActionButton id="upload-files" main />
            <ActionButton id="upload-folder" />
            <ActionButton id="new-folder" />
          </>
        )
      }
    >
      {profile?.readOnly ? (
        <p>Nothing can be put here, because the profile {profile.label} is read-only.</p>
      ) : (
        <p>Drop files and folders here to upload them.</p>
      )}
    </StatePanel>
  )
}

function ActionButton({ id, main = false }: { readonly id: ActionId; readonly main?: boolean }) {
  const { run } = useCommands()
  return (
    <Button look={main ? 'primary' : 'default'} onClick={() => run(id)}>
      {ACTIONS[id].label}
    </Button>
  )
}
