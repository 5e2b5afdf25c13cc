import type { DragEvent } from 'react'
import { type Location, s3Uri } from '#shared/location.ts'
import { plainName } from '../model/display-name.ts'
import { formatCount } from '../model/format.ts'
import { browserDownloadUrl, isBrowserShell } from '../queries/local-items.ts'
import { useBrowser } from './browser-context.ts'
import { dragPlace } from './dragged-place.ts'
import { dragRows, endDrag, promiseFile } from './dragged-rows.ts'
import type { Row } from './rows.ts'
import { chosenObjects, selectedAtHand } from './selected.ts'
import { rowUnder } from './use-grid-input.ts'
import { listedBy } from './use-view.ts'

/** Lets the selected rows of a folder be dragged to another place of the window. */
export function useRowDrag() {
  const { place, rows, selection, objects, situation } = useBrowser()
  return {
    onDragStart: (event: DragEvent) => {
      if (rowUnder(event.target) === undefined) return
      const { shown } = objects
      const source = listedBy(place)
      const atHand = selectedAtHand(selection, rows)
      const [only, ...others] = atHand ?? []
      if (place.type === 'profile' && only && others.length === 0) {
        // A bucket goes nowhere, but can be kept among the favorites.
        const location = { profileId: place.profileId, bucket: only.name, prefix: '' }
        dragPlace(event.dataTransfer, location, s3Uri(only.name, ''))
        showDragImage(event.dataTransfer, plainName(only.name))
        return
      }
      if (!source || !shown || situation.selected === 0) {
        event.preventDefault()
        return
      }
      const selected = chosenObjects(selection, rows, shown)
      // Told to whoever drops them; until then nobody listens.
      selected.catch(() => undefined)
      dragRows(event.dataTransfer, {
        items: situation.selected,
        source,
        prefixes: atHand?.flatMap(row => (row.type === 'folder' ? [row.prefix] : [])) ?? [],
        take: () => selected,
      })
      if (place.type === 'folder' && only && situation.selected === 1) {
        promise(event.dataTransfer, place.location, only)
      }
      const text =
        situation.selected === 1 && only
          ? plainName(only.name)
          : formatCount(situation.selected, 'item')
      showDragImage(event.dataTransfer, text)
    },
    onDragEnd: endDrag,
  }
}

/** What other places than listings may make of the one row that is dragged. */
function promise(data: DataTransfer, { profileId, bucket }: Location, row: Row): void {
  if (row.type === 'folder') {
    dragPlace(data, { profileId, bucket, prefix: row.prefix }, s3Uri(bucket, row.prefix))
  }
  if (row.type === 'file' && row.etag !== undefined && isBrowserShell()) {
    const { key, etag } = row
    promiseFile(data, row.name, browserDownloadUrl({ profileId, bucket, key, etag }))
  }
}

/** A label at the pointer. Browsers take a picture of it: it has to be in the page for a moment. */
function showDragImage(data: DataTransfer, text: string): void {
  const label = document.createElement('div')
  label.textContent = text
  label.className =
    'fixed -top-96 left-0 max-w-72 truncate rounded-md bg-accent-fill px-2.5 py-1 font-medium text-white'
  document.body.append(label)
  data.setDragImage(label, -12, -12)
  setTimeout(() => label.remove())
}
