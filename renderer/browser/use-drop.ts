import { type DragEvent, useState } from 'react'
import { dropItems } from '../queries/local-items.ts'
import { useBrowser } from './browser-context.ts'
import { useCommands } from './commands.ts'
import { rowUnder } from './grid.tsx'

/** What would happen if the files were let go now. */
export interface Hover {
  /** The folder row under the pointer; `undefined` for the listing itself. */
  readonly row: number | undefined
  readonly items: number
  /** The folder they would go to, as the user names it. */
  readonly target: string
  /** Why they cannot go there. */
  readonly refused: string | undefined
}

interface Drop {
  readonly hover: Hover | undefined
  readonly handlers: {
    onDragEnter(event: DragEvent): void
    onDragOver(event: DragEvent): void
    onDragLeave(event: DragEvent): void
    onDrop(event: DragEvent): void
  }
}

/** Files from the desktop over the listing or one of its folders. */
export function useDrop(): Drop {
  const { place, rows } = useBrowser()
  const { upload, whyNot } = useCommands()
  const [hover, setHover] = useState<Hover>()

  const targetOf = (event: DragEvent) => {
    if (place.type !== 'folder') return undefined
    const index = rowUnder(event.target)
    const row = index === undefined ? undefined : rows.at(index)
    const prefix = row?.type === 'folder' ? row.prefix : place.location.prefix
    return {
      row: row?.type === 'folder' ? index : undefined,
      location: { ...place.location, prefix },
      target: prefix === '' ? place.location.bucket : prefix,
    }
  }

  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    const target = targetOf(event)
    const refused = target ? whyNot('upload-files') : 'Open a bucket to upload into it'
    event.dataTransfer.dropEffect = refused ? 'none' : 'copy'
    const items = [...event.dataTransfer.items].filter(({ kind }) => kind === 'file').length
    setHover({ row: target?.row, items, target: target?.target ?? '', refused })
  }

  return {
    hover,
    handlers: {
      onDragEnter: onDragOver,
      onDragOver,
      onDragLeave: event => {
        const into = event.relatedTarget
        if (into instanceof Node && event.currentTarget.contains(into)) return
        setHover(undefined)
      },
      onDrop: event => {
        event.preventDefault()
        setHover(undefined)
        const target = targetOf(event)
        if (!target || whyNot('upload-files')) return
        upload(target.location, dropItems(event.dataTransfer))
      },
    },
  }
}
