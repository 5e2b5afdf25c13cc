import { useQuery } from '@tanstack/react-query'
import type { MirrorClass, MirrorPlan } from '#shared/mirror.ts'
import { ListInSight, useListInSight } from '../preview/list-in-sight.tsx'
import { mirrorRowsQuery } from '../queries/mirrors.ts'
import { MirrorRowLine } from './mirror-row-line.tsx'
import { isDoable } from './mirror-words.ts'

interface MirrorRowsProps {
  readonly plan: MirrorPlan
  readonly filter: MirrorClass | undefined
  readonly total: number
  /** What is only in the target will be deleted. */
  readonly deletes: boolean
  readonly onExclude: (number: number, excluded: boolean) => void
}

/** The compared names: only those in sight are asked for and drawn. */
export function MirrorRows({ plan, filter, total, deletes, onExclude }: MirrorRowsProps) {
  const sight = useListInSight(total)
  const { from, to } = sight.scroll
  const { data } = useQuery(mirrorRowsQuery(plan, filter, { first: from, last: to }))
  return (
    <ListInSight
      sight={sight}
      label="What would be done"
      listLabel="Names"
      className="h-[min(40vh,364px)] rounded-md border border-hairline"
      row={place => {
        const row = data?.rows[place.at - data.from]
        if (!row) return undefined
        return (
          <MirrorRowLine
            key={place.at}
            row={row}
            direction={plan.direction}
            place={place}
            onExclude={
              isDoable(row.class, deletes) ? excluded => onExclude(row.number, excluded) : undefined
            }
          />
        )
      }}
    >
      {total === 0 && (
        <p className="px-4 py-6 text-center text-secondary">There are no such names.</p>
      )}
    </ListInSight>
  )
}
