import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Settings } from '#shared/settings.ts'
import { Sidebar } from '../browser/sidebar.tsx'
import { settingsQuery, useChangeSettings } from '../queries/settings.ts'
import { ResizeEdge } from '../ui/resize-edge.tsx'
import { NARROW, useMedia } from './use-media.ts'

const { minValue, maxValue } = Settings.shape.sidebarWidth.unwrap()
const NARROW_WIDTH = 48

/** The side bar at its width, or as icons in a narrow window. */
export function SidebarFrame() {
  const narrow = useMedia(NARROW)
  const settings = useQuery(settingsQuery())
  const { mutate: change } = useChangeSettings()
  const [dragged, setDragged] = useState<number>()
  const width = dragged ?? settings.data?.sidebarWidth ?? 220
  return (
    <aside
      aria-label="Side bar"
      className="relative shrink-0"
      style={{ width: narrow ? NARROW_WIDTH : width }}
    >
      <Sidebar narrow={narrow} />
      {!narrow && (
        <ResizeEdge
          label="Width of the side bar"
          side="right"
          width={width}
          min={minValue ?? 160}
          max={maxValue ?? 360}
          onDrag={setDragged}
          onDone={sidebarWidth => {
            setDragged(undefined)
            change({ sidebarWidth })
          }}
        />
      )}
    </aside>
  )
}
