import { usePauseAllTransfers, useResumeAllTransfers, useTryNetwork } from '../queries/transfers.ts'

/** What is done to all transfers at once. */
export interface TransferCommands {
  readonly pauseAll: () => void
  readonly resumeAll: () => void
  readonly tryNetwork: () => void
}

/** @param complain says why something did not work */
export function useTransferCommands(complain: (error: Error) => void): TransferCommands {
  const { mutate: pauseAll } = usePauseAllTransfers()
  const { mutate: resumeAll } = useResumeAllTransfers()
  const { mutate: tryNetwork } = useTryNetwork()
  const told = { onError: complain }
  return {
    pauseAll: () => pauseAll(undefined, told),
    resumeAll: () => resumeAll(undefined, told),
    tryNetwork: () => tryNetwork(undefined, told),
  }
}
