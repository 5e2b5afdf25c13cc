import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import type { Transfer } from '#shared/transfer.ts'
import type { ItemQuery, ItemState } from '#shared/transfer-items.ts'
import { plainName } from '../model/display-name.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { ExportMenu } from './export-menu.tsx'
import { FilterBox } from './filter-box.tsx'
import { ItemList, useItemCounts } from './item-list.tsx'
import { stateChoices } from './item-words.ts'
import { transferPlace, transferStatus, transferVerb } from './transfer-words.ts'
import { VerifyButton } from './verify-button.tsx'

interface ItemsViewProps {
  readonly transfer: Transfer
  readonly onBack: () => void
}

/** What one transfer consists of, item by item, instead of the list of transfers. */
export function ItemsView({ transfer, onBack }: ItemsViewProps) {
  const [state, setState] = useState<ItemState | 'all'>(
    transfer.state.status === 'failed' && transfer.itemsFailed > 0 ? 'failed' : 'all',
  )
  const [text, setText] = useState('')
  const query: ItemQuery = { text, ...(state === 'all' ? {} : { state }) }
  const { total, tally } = useItemCounts(transfer, query)
  const { id } = transfer
  return (
    <>
      <header className="flex h-8 shrink-0 items-center gap-1.5 px-1">
        <IconButton label="Back to all transfers" icon={<ArrowLeft size={14} />} onClick={onBack} />
        <h2 className="min-w-0 truncate font-medium">
          {`${transferVerb(transfer)} ${plainName(transfer.label)}`}
        </h2>
        <span className="min-w-0 flex-1 truncate text-sm text-secondary">
          {transferPlace(transfer)}
        </span>
        <span className="tabular shrink-0 text-sm text-secondary">{transferStatus(transfer)}</span>
        <VerifyButton transfer={transfer} />
        <ExportMenu
          label="Export the items"
          choices={[
            { label: 'All items', of: { type: 'items', id } },
            { label: 'Receipt', of: { type: 'receipt', id } },
            { label: 'Failed items', of: { type: 'items', id, state: 'failed' } },
          ]}
        />
      </header>
      <div className="flex shrink-0 flex-wrap items-center gap-2 px-3 pb-1.5">
        <Segmented
          label="Items in the state"
          value={state}
          onChange={setState}
          options={stateChoices(tally)}
        />
        <span className="flex-1" />
        <FilterBox label="Filter the items by name" value={text} onChange={setText} />
      </div>
      {total === 0 ? (
        <p className="m-auto px-4 pb-6 text-center text-secondary">
          {text === '' ? 'There are no such items.' : 'No item has this in its name.'}
        </p>
      ) : (
        <ItemList transfer={transfer} query={query} total={total ?? 0} />
      )}
    </>
  )
}
