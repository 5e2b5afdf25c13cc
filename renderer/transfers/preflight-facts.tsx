import { useQuery } from '@tanstack/react-query'
import { estimatePrice, type PriceTable } from '#shared/preflight.ts'
import { DEFAULT_SETTINGS } from '#shared/settings.ts'
import type { TransferPlan } from '#shared/transfer-plan.ts'
import { formatCount } from '../model/format.ts'
import { profilesQuery } from '../queries/profiles.ts'
import { settingsQuery } from '../queries/settings.ts'
import { formatDuration } from './duration.ts'
import type { Job } from './jobs.ts'
import { planContents } from './plan-words.ts'
import { formatPrice } from './price-words.ts'

interface PreflightFactsProps {
  readonly job: Job
  readonly plan: TransferPlan
}

/** What a job comes to, before it starts: contents, requests, and what time and money it may take. */
export function PreflightFacts({ job, plan }: PreflightFactsProps) {
  const table = usePrices((job.to ?? job.location).profileId)
  const { requests, archived, seconds } = plan
  const price = table && estimatePrice(plan, table)
  const asked = [
    ...(requests.writes > 0 ? [formatCount(requests.writes, 'write or list')] : []),
    ...(requests.reads > 0 ? [formatCount(requests.reads, 'read')] : []),
    ...(requests.deletes > 0 ? [formatCount(requests.deletes, 'delete')] : []),
  ]
  return (
    <dl className="tabular grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 rounded-md border border-hairline px-3 py-2">
      <Fact label="Contents">{planContents(plan)}</Fact>
      <Fact label="Requests">{`about ${asked.join(', ').replace('write or lists', 'writes and lists')}`}</Fact>
      {archived > 0 && (
        <Fact label="Archived">
          {`${formatCount(archived, 'object')} ${
            plan.kind === 'delete'
              ? 'in archives: to delete them early may be charged'
              : 'may have to be restored before they can be read'
          }`}
        </Fact>
      )}
      {plan.guards?.free === 'look' && (
        <Fact label="Safety">
          this server cannot refuse a name that is taken meanwhile; Pail looks right before each
          write
        </Fact>
      )}
      <Fact label="Time">
        {seconds === undefined
          ? 'unknown: nothing of this kind was done here yet'
          : `${formatDuration(seconds)}, at the pace of the last ones (an estimate)`}
      </Fact>
      <Fact label="Price">
        {price
          ? `about ${formatPrice(price.once)}${price.monthly > 0 ? `, then ${formatPrice(price.monthly)} a month` : ''} (${table.asOf}; an estimate)`
          : 'unknown: there is no price table for this endpoint'}
      </Fact>
    </dl>
  )
}

function Fact(props: { readonly label: string; readonly children: string }) {
  return (
    <div className="contents">
      <dt className="text-secondary">{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}

/** The prices of a profile: its own, else those of AWS where it leads there. */
function usePrices(profileId: string): PriceTable | undefined {
  const { data: settings = DEFAULT_SETTINGS } = useQuery(settingsQuery())
  const { data: list } = useQuery(profilesQuery())
  const own = settings.pricesByProfile[profileId]
  if (own) return own
  const profile = list?.profiles.find(({ id }) => id === profileId)
  return profile?.endpoint.type === 'aws' ? settings.prices : undefined
}
