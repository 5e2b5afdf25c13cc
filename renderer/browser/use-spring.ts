import { useEffect, useRef } from 'react'

/** Milliseconds that something is held over a place before it opens. */
const SPRING_MS = 600

/** Opens a place that something is held over; `over` names it, and is `undefined` when nothing is. */
export function useSpring(over: string | undefined, open: (() => void) | undefined): void {
  const latest = useRef(open)
  useEffect(() => {
    latest.current = open
  })
  useEffect(() => {
    if (over === undefined) return
    const timer = setTimeout(() => latest.current?.(), SPRING_MS)
    return () => clearTimeout(timer)
  }, [over])
}
