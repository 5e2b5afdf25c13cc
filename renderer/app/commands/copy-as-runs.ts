import type { COPY_AS_ACTIONS } from '../../model/actions/copy-as.ts'
import type { ActionContext, Runs } from './action-context.ts'

/** The ways to name what is selected, or the place. */
export function copyAsRuns({ copyAs }: ActionContext): Runs<typeof COPY_AS_ACTIONS> {
  return {
    'copy-name': () => copyAs('copy-name'),
    'copy-key': () => copyAs('copy-key'),
    'copy-uri': () => copyAs('copy-uri'),
    'copy-url': () => copyAs('copy-url'),
    'copy-arn': () => copyAs('copy-arn'),
    'copy-command': () => copyAs('copy-command'),
    'copy-link': () => copyAs('copy-link'),
  }
}
