import { Database } from 'lucide-react'
import { s3Uri } from '#shared/location.ts'
import { classNames } from '../ui/class-names.ts'
import { ContextMenu } from '../ui/context-menu.tsx'
import { useBrowser } from './browser-context.ts'
import { useCommands } from './commands.ts'
import { dragPlace } from './dragged-place.ts'
import { NameText } from './name-text.tsx'
import { PlaceMenu } from './place-menu.tsx'
import { DROP_RING, useFolderDrop } from './use-folder-drop.tsx'

interface SidebarBucketProps {
  readonly profileId: string
  readonly bucket: string
  readonly current: boolean
}

/** A bucket of the open profile: leads to it, and takes files dropped on it. */
export function SidebarBucket({ profileId, bucket, current }: SidebarBucketProps) {
  const { go } = useBrowser()
  const { openPlaceInTab } = useCommands()
  const location = { profileId, bucket, prefix: '' }
  const { over, label, handlers } = useFolderDrop(location, () => go({ type: 'folder', location }))
  return (
    <ContextMenu menu={<PlaceMenu location={location} />}>
      <button
        type="button"
        draggable
        onDragStart={event => dragPlace(event.dataTransfer, location, s3Uri(bucket, ''))}
        aria-current={current ? 'page' : undefined}
        onClick={() => go({ type: 'folder', location })}
        onAuxClick={event => {
          if (event.button === 1) openPlaceInTab({ type: 'folder', location }, true)
        }}
        {...handlers}
        className={classNames(
          'flex h-7 w-full items-center gap-2 rounded-md pr-2 pl-6 text-left',
          current
            ? 'bg-pressed font-medium'
            : 'text-secondary hover:bg-pressed/60 hover:text-primary',
          over && DROP_RING,
        )}
      >
        <Database size={14} strokeWidth={1.75} className="shrink-0 opacity-80" />
        <NameText name={bucket} endFirst />
        {label}
      </button>
    </ContextMenu>
  )
}
