import type { DragEvent } from 'react'
import type { Location } from '#shared/location.ts'
import type { CopyMode, JobSelection } from '#shared/transfer.ts'
import { plainName } from '../model/display-name.ts'
import { dropMode, wantsCopy } from '../model/drop-mode.ts'
import { formatCount } from '../model/format.ts'
import { folderName } from '../model/local-place.ts'
import type { LocalTarget } from '../queries/local-folders.ts'
import { dropItems } from '../queries/local-items.ts'
import { useJobs } from '../transfers/use-jobs.ts'
import { useNotices } from '../ui/notices.tsx'
import { useBrowser } from './browser-context.ts'
import { type DraggedRows, draggedRows } from './dragged-rows.ts'
import { keyboard } from './keyboard.ts'

/** What would happen if what is held over a place were let go now. */
export type DropOffer =
  | {
      readonly type: 'accepted'
      readonly verb: 'upload' | 'download' | 'copy' | 'move'
      readonly words: string
      /** Which key would do something else. */
      readonly hint?: string | undefined
      /** To be called inside the drop event. */
      readonly run: () => void
    }
  | { readonly type: 'refused'; readonly words: string }

/** A folder of a bucket, or of this computer. */
export type DropTarget = Location | LocalTarget

/** Says what a place does with what is held over it; nothing when it is none of its business. */
export function useDropOffer(): (
  event: DragEvent,
  target: DropTarget | undefined,
) => DropOffer | undefined {
  const { profiles } = useBrowser()
  const jobs = useJobs()
  const notify = useNotices()
  const isReadOnly = (profileId: string) =>
    profiles.find(({ id }) => id === profileId)?.readOnly ?? false

  const offerForFiles = ({ dataTransfer }: DragEvent, target: Location): DropOffer => {
    const items = [...dataTransfer.items].filter(({ kind }) => kind === 'file').length
    return {
      type: 'accepted',
      verb: 'upload',
      words: `Upload ${formatCount(items, 'item')} to ${nameOf(target)}`,
      run: () => jobs.uploadItems(target, dropItems(dataTransfer)),
    }
  }

  const start = (rows: DraggedRows, use: (selection: JobSelection) => void) => () => {
    rows
      .take()
      .then(use, (error: Error) => notify({ tone: 'danger', title: plainName(error.message) }))
  }

  const offerToLocal = (rows: DraggedRows, target: LocalTarget): DropOffer | undefined => {
    const { source, items } = rows
    if ('handle' in source) {
      const sameFolder = target.inside === undefined && target.folder.handle === source.handle
      return sameFolder ? undefined : { type: 'refused', words: 'Drop local files into a bucket' }
    }
    const name = target.inside ?? folderName(target.folder)
    return {
      type: 'accepted',
      verb: 'download',
      words: `Download ${formatCount(items, 'item')} to ${plainName(name)}`,
      run: start(rows, selection => jobs.downloadInto(source, selection, target)),
    }
  }

  const offerForRows = (
    rows: DraggedRows,
    target: Location,
    event: DragEvent,
  ): DropOffer | undefined => {
    const { source, items } = rows
    if ('handle' in source) {
      return {
        type: 'accepted',
        verb: 'upload',
        words: `Upload ${formatCount(items, 'item')} to ${nameOf(target)}`,
        run: start(rows, selection => jobs.uploadFrom(target, source, selection)),
      }
    }
    const copyTo = (mode: CopyMode) =>
      start(rows, selection => jobs.copy(target, source, selection, mode))
    if (samePlace(source, target)) {
      if (!wantsCopy(event, keyboard())) return undefined
      const words = `Duplicate ${formatCount(items, 'item')} here`
      return { type: 'accepted', verb: 'copy', words, run: copyTo('copy') }
    }
    const sameBucket = inSameBucket(source, target)
    if (sameBucket && rows.prefixes.some(prefix => target.prefix.startsWith(prefix))) {
      return { type: 'refused', words: 'A folder cannot go into itself' }
    }
    const { mode, hint } = dropMode(event, keyboard(), sameBucket)
    if (mode === 'move' && isReadOnly(source.profileId)) {
      return { type: 'refused', words: 'Nothing can be moved out of a read-only profile' }
    }
    const verb = mode === 'move' ? 'Move' : 'Copy'
    return {
      type: 'accepted',
      verb: mode,
      words: `${verb} ${formatCount(items, 'item')} to ${nameOf(target)}`,
      hint,
      run: copyTo(mode),
    }
  }

  return (event, target) => {
    const rows = draggedRows(event.dataTransfer)
    if (!rows && !event.dataTransfer.types.includes('Files')) return undefined
    if (!target) return { type: 'refused', words: 'Open a bucket to drop something into it' }
    if ('folder' in target) {
      if (rows) return offerToLocal(rows, target)
      return { type: 'refused', words: 'Drop local files into a bucket' }
    }
    if (isReadOnly(target.profileId)) return { type: 'refused', words: 'This profile is read-only' }
    return rows ? offerForRows(rows, target, event) : offerForFiles(event, target)
  }
}

/** Lets the pointer say what an offer would do. */
export function showEffect(event: DragEvent, offer: DropOffer): void {
  const move = offer.type === 'accepted' && offer.verb === 'move'
  event.dataTransfer.dropEffect = offer.type === 'refused' ? 'none' : move ? 'move' : 'copy'
}

function nameOf({ bucket, prefix }: Location): string {
  return plainName(prefix === '' ? bucket : prefix)
}

function inSameBucket(a: Location, b: Location): boolean {
  return a.profileId === b.profileId && a.bucket === b.bucket
}

function samePlace(a: Location, b: Location): boolean {
  return inSameBucket(a, b) && a.prefix === b.prefix
}
