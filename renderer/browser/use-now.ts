import { useEffect, useState } from 'react'

/** The time in ms since the Unix epoch, true to `period` ms. */
export function useNow(period = 30_000): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), period)
    return () => clearInterval(timer)
  }, [period])
  return now
}
