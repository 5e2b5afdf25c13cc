import type { TRANSFERS_ACTIONS } from '../../model/actions/transfers.ts'
import { pickLocalItems } from '../../queries/local-items.ts'
import { startVerification } from '../../queries/verifications.ts'
import type { ActionContext, Runs } from './action-context.ts'

/** All transfers at once. */
export function transfersRuns(context: ActionContext): Runs<typeof TRANSFERS_ACTIONS> {
  const { transfers, location, openDialog, complain } = context
  return {
    'pause-transfers': transfers.pauseAll,
    'resume-transfers': transfers.resumeAll,
    'verify-receipt': () => {
      if (!location) return
      const { profileId, bucket } = location
      const verify = async () => {
        const file = await pickLocalItems('files')
        if (file === undefined) return
        const begun = await startVerification({ type: 'receipt', file, profileId, bucket })
        openDialog({ type: 'verify', begun })
      }
      verify().catch(complain)
    },
    'try-network': transfers.tryNetwork,
  }
}
