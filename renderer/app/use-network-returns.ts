import { useEffect } from 'react'
import { useTryNetwork } from '../queries/transfers.ts'

/** As soon as the system says that there is a network again, what waits for it is tried. */
export function useNetworkReturns(): void {
  const { mutate: tryNetwork } = useTryNetwork()
  useEffect(() => {
    const again = () => tryNetwork()
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [tryNetwork])
}
