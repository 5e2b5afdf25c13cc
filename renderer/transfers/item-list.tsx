import { useQuery } from '@tanstack/react-query'
import { becomesOneFile, type Transfer } from '#shared/transfer.ts'
import type { ItemQuery, ItemTally } from '#shared/transfer-items.ts'
import { ListInSight, useListInSight } from '../preview/list-in-sight.tsx'
import { itemsQuery, useRetryItems, useSkipItems } from '../queries/transfer-items.ts'
import { ItemRow } from './item-row.tsx'
import { useComplaint } from './use-complaint.ts'

interface ItemListProps {
  readonly transfer: Transfer
  readonly query: ItemQuery
  /** How many there are; known from the first page on. */
  readonly total: number
}

/** The items of a transfer: only those in sight are asked for and drawn. */
export function ItemList({ transfer, query, total }: ItemListProps) {
  const sight = useListInSight(total)
  const { from, to } = sight.scroll
  const { data } = useQuery(itemsQuery(transfer, query, { first: from, last: to }))
  const retry = useRetryItems()
  const skip = useSkipItems()
  const onError = useComplaint()
  return (
    <ListInSight
      sight={sight}
      label="Items of the transfer"
      listLabel="Items"
      className="min-h-0 flex-1"
      row={place => {
        const item = data?.items[place.at - data.from]
        if (!item) return undefined
        const input = { id: transfer.id, choice: { type: 'item', number: item.number } as const }
        return (
          <ItemRow
            key={place.at}
            item={item}
            place={place}
            onRetry={() => retry.mutate(input, { onError })}
            {...(becomesOneFile(transfer.kind)
              ? {}
              : { onSkip: () => skip.mutate(input, { onError }) })}
          />
        )
      }}
    />
  )
}

/** How many items match, and how many stand how: asked for apart from the rows in sight. */
export function useItemCounts(
  transfer: Transfer,
  query: ItemQuery,
): { total: number | undefined; tally: ItemTally | undefined } {
  const { data } = useQuery(itemsQuery(transfer, query, { first: 0, last: 0 }))
  return { total: data?.total, tally: data?.tally }
}
