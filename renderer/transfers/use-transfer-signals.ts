import { useEffect, useRef } from 'react'
import type { TransfersSummary } from '#shared/transfer.ts'
import { isBusy, type TransfersWatch, watchTransfers } from '#shared/transfers-watch.ts'
import { isBrowserShell } from '../queries/local-items.ts'

/**
 * What the desktop shell does by itself: a question before the page goes away while transfers run,
 * which may be reading its files, and a word at the end of long ones, where the user allowed it.
 */
export function useTransferSignals(summary: TransfersSummary | undefined): void {
  const busy = isBrowserShell() && summary !== undefined && isBusy(summary)
  useEffect(() => {
    if (!busy) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [busy])
  const watched = useRef<TransfersWatch>(undefined)
  useEffect(() => {
    if (!summary || !isBrowserShell()) return
    const { watch, ended } = watchTransfers(watched.current, summary, Date.now())
    watched.current = watch
    if (!ended || document.hasFocus() || !('Notification' in window)) return
    if (Notification.permission === 'granted') new Notification(ended.title, { body: ended.text })
  }, [summary])
}
