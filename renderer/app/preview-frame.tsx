import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Settings } from '#shared/settings.ts'
import { PreviewPane } from '../preview/preview-pane.tsx'
import { settingsQuery, useChangeSettings } from '../queries/settings.ts'
import { ResizeEdge } from '../ui/resize-edge.tsx'
import { NARROW, NARROW_FOR_TWO, useMedia } from './use-media.ts'

const { minValue, maxValue } = Settings.shape.previewWidth.unwrap()

interface PreviewFrameProps {
  readonly covered: boolean
  /** There are two panes. */
  readonly beside: boolean
}

/** The preview at its width: unless the user hid it, or the window is too narrow for it. */
export function PreviewFrame({ covered, beside }: PreviewFrameProps) {
  const narrow = useMedia(beside ? NARROW_FOR_TWO : NARROW)
  const settings = useQuery(settingsQuery())
  const { mutate: change } = useChangeSettings()
  const [dragged, setDragged] = useState<number>()
  if (narrow || !settings.data?.previewShown) return null
  const width = dragged ?? settings.data.previewWidth
  return (
    <aside
      aria-label="Preview"
      className="relative flex shrink-0 flex-col border-l border-hairline bg-background"
      style={{ width }}
    >
      <ResizeEdge
        label="Width of the preview"
        side="left"
        width={width}
        min={minValue ?? 220}
        max={maxValue ?? 640}
        onDrag={setDragged}
        onDone={previewWidth => {
          setDragged(undefined)
          change({ previewWidth })
        }}
      />
      <PreviewPane covered={covered} />
    </aside>
  )
}
