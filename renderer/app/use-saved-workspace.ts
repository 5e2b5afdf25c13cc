import { useEffect, useRef } from 'react'
import { savedFrom } from '../model/saved-workspace.ts'
import type { Workspace } from '../model/workspace.ts'
import { saveWorkspace } from '../queries/workspace.ts'
import { useNotices } from '../ui/notices.tsx'

/** Milliseconds of rest before tabs are kept: dragging a splitter changes them many times. */
const REST_MS = 200

/** Keeps the open tabs for the next start, whenever they change and when the window goes away. */
export function useSavedWorkspace(workspace: Workspace): void {
  const notify = useNotices()
  const saved = savedFrom(workspace)
  const text = JSON.stringify(saved)
  const kept = useRef(text)
  const latest = useRef(saved)
  latest.current = saved
  useEffect(() => {
    const keep = () => {
      if (kept.current === text) return
      kept.current = text
      saveWorkspace(latest.current).catch(() =>
        notify({ tone: 'danger', title: 'The open tabs could not be kept for the next start' }),
      )
    }
    const timer = setTimeout(keep, REST_MS)
    window.addEventListener('pagehide', keep)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pagehide', keep)
    }
  }, [text, notify])
}
