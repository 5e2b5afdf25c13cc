import { useQuery } from '@tanstack/react-query'
import { DEFAULT_SETTINGS } from '#shared/settings.ts'
import { formatSize } from '../model/format.ts'
import { settingsQuery, useChangeSettings } from '../queries/settings.ts'
import { thumbnailUsageQuery, useClearThumbnails } from '../queries/thumbnails.ts'
import { Button } from '../ui/button.tsx'
import { Switch } from '../ui/switch.tsx'

/** Whether pictures are read for the icon view, and what they take on disk. */
export function ThumbnailsSetting() {
  const { data: settings = DEFAULT_SETTINGS } = useQuery(settingsQuery())
  const { mutate: change } = useChangeSettings()
  const { data: usage } = useQuery(thumbnailUsageQuery())
  const clear = useClearThumbnails()
  return (
    <div className="flex flex-col gap-2">
      <Switch
        label="Thumbnails in the icon view"
        hint="Each picture that is shown for the first time is read from its bucket, in one or two requests."
        checked={settings.thumbnails}
        onChange={thumbnails => change({ thumbnails })}
      />
      {usage && (
        <div className="flex items-center gap-3 text-sm text-secondary">
          <span className="flex-1">
            {formatSize(usage.bytes)} of at most {formatSize(usage.limit)} on this computer
          </span>
          <Button disabled={usage.bytes === 0 || clear.isPending} onClick={() => clear.mutate()}>
            Clear thumbnails
          </Button>
        </div>
      )}
    </div>
  )
}
