import { useEffect, useRef } from 'react'
import { useEdits } from '../browser/edits.tsx'
import type { Browser } from '../browser/use-browser.ts'
import { type ActionId, whyNot } from '../model/actions.ts'
import { dropItems } from '../queries/local-items.ts'
import { useJobs } from '../transfers/use-jobs.ts'
import { useNotices } from '../ui/notices.tsx'
import { somethingIsOpen } from './use-keys.ts'

/**
 * Cut, copy and paste as the browser tells of them: by the keys of the system and by the menu of the
 * desktop shell. Text fields, and text that is selected, keep theirs. Files of the system's clipboard
 * are uploaded.
 */
export function useClipboardEvents(browser: Browser, run: (id: ActionId) => void): void {
  const jobs = useJobs()
  const notify = useNotices()
  const { held, hold } = useEdits()
  const onPaste = (event: ClipboardEvent) => {
    const { place, situation } = browser
    const data = event.clipboardData
    if (data && data.files.length > 0) {
      // Told by the command itself when it cannot be.
      if (place.type !== 'folder' || whyNot('upload-files', situation)) run('upload-files')
      else jobs.uploadItems(place.location, dropItems(data))
      return
    }
    // Windows ends lines in its own way.
    const text = data?.getData('text/plain').replaceAll('\r\n', '\n') ?? ''
    if (!held || text === '' || text === held.text) return run('paste')
    hold(undefined)
    notify({ tone: 'info', title: 'Something else was copied since', text: 'Copy or cut again.' })
  }
  const latest = useRef({ run, onPaste })
  useEffect(() => {
    latest.current = { run, onPaste }
  })
  useEffect(() => {
    const take = (event: ClipboardEvent, act: () => void) => {
      if (event.defaultPrevented || somethingIsOpen() || belongsToText(event)) return
      event.preventDefault()
      act()
    }
    const cut = (event: ClipboardEvent) => take(event, () => latest.current.run('cut'))
    const copy = (event: ClipboardEvent) => take(event, () => latest.current.run('copy'))
    const paste = (event: ClipboardEvent) => take(event, () => latest.current.onPaste(event))
    document.addEventListener('cut', cut)
    document.addEventListener('copy', copy)
    document.addEventListener('paste', paste)
    return () => {
      document.removeEventListener('cut', cut)
      document.removeEventListener('copy', copy)
      document.removeEventListener('paste', paste)
    }
  }, [])
}

function belongsToText({ target, type }: ClipboardEvent): boolean {
  if (target instanceof Element && target.closest('input, textarea, [contenteditable]')) return true
  return type !== 'paste' && (document.getSelection()?.toString() ?? '') !== ''
}
