import { X } from 'lucide-react'
import { type DragEvent, type KeyboardEvent, useEffect, useRef } from 'react'
import type { Location } from '#shared/location.ts'
import type { ProfileColor } from '#shared/profile.ts'
import { classNames } from '../ui/class-names.ts'
import { ProfileDot } from './profile-dot.tsx'
import { DROP_RING, useFolderDrop } from './use-folder-drop.tsx'

/** What a tab shows of each of its panes. */
export type TabFace = readonly {
  readonly title: string
  readonly hint: string
  readonly color: ProfileColor | undefined
}[]

/** Marks a drag as that of a tab: nothing else takes it. */
const TAB_TYPE = 'application/x-pail-tab'

interface TabButtonProps {
  readonly face: TabFace
  /** Where rows go that are dropped on it. */
  readonly target: Location | undefined
  readonly active: boolean
  readonly dragged: boolean
  readonly leastWidth: number
  readonly onShow: () => void
  readonly onStep: (by: 1 | -1) => void
  readonly onClose: () => void
  readonly onDrag: () => void
  /** Another tab is held over more than half of this one. */
  readonly onDragOver: () => void
  readonly onDragEnd: (done: boolean) => void
}

/** A tab: a click shows it, a middle click closes it, dragging moves it. */
export function TabButton(props: TabButtonProps) {
  const { face, target, active, dragged, leastWidth, onShow, onStep, onClose } = props
  const tab = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (active) tab.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [active])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowRight') onStep(1)
    else if (event.key === 'ArrowLeft') onStep(-1)
    else if (event.key === 'Delete') onClose()
    else if (event.key === 'Enter' || event.key === ' ') onShow()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const drop = useFolderDrop(target, active ? undefined : onShow)
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(TAB_TYPE)) return drop.handlers.onDragOver(event)
    event.preventDefault()
    event.dataTransfer.dropEffect = 'move'
    if (!dragged) props.onDragOver()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its tab has the role and the keys
    <div
      ref={tab}
      role="presentation"
      draggable
      onDragStart={event => {
        event.dataTransfer.setData(TAB_TYPE, '')
        event.dataTransfer.effectAllowed = 'move'
        props.onDrag()
      }}
      {...drop.handlers}
      onDragEnter={onDragOver}
      onDragOver={onDragOver}
      onDrop={event => {
        if (event.dataTransfer.types.includes(TAB_TYPE)) event.preventDefault()
        else drop.handlers.onDrop(event)
      }}
      onDragEnd={event => props.onDragEnd(event.dataTransfer.dropEffect !== 'none')}
      onMouseDown={event => event.button === 1 && event.preventDefault()}
      onAuxClick={event => event.button === 1 && onClose()}
      style={{ minWidth: leastWidth }}
      className={classNames(
        'group relative flex max-w-60 flex-1 items-center border-r border-hairline',
        active ? 'bg-background' : 'text-secondary hover:bg-hover hover:text-primary',
        dragged && 'opacity-50',
        drop.over && DROP_RING,
      )}
    >
      {active && <span className="absolute inset-x-0 top-0 h-0.5 bg-accent" />}
      {drop.label}
      <div
        role="tab"
        aria-selected={active}
        tabIndex={active ? 0 : -1}
        title={face.map(({ hint }) => hint).join('\n')}
        onClick={onShow}
        onKeyDown={onKeyDown}
        className="flex h-full min-w-0 flex-1 items-center gap-1.5 pl-3"
      >
        {face.map(({ title, color }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the panes keep their order
          <span key={index} className="flex min-w-0 flex-1 items-center gap-1.5">
            {index > 0 && <span aria-hidden="true" className="h-3 border-l border-control" />}
            {color && <ProfileDot color={color} />}
            <span className="truncate">{title}</span>
          </span>
        ))}
      </div>
      {/* For the mouse; keys close a tab by Delete, or by the shortcut. */}
      <button
        type="button"
        aria-hidden="true"
        tabIndex={-1}
        title="Close tab"
        onClick={onClose}
        className={classNames(
          'mr-1 flex size-5 shrink-0 items-center justify-center rounded-sm hover:bg-pressed group-hover:opacity-100',
          !active && 'opacity-0',
        )}
      >
        <X size={13} />
      </button>
    </div>
  )
}
