import { ChevronRight, HardDrive } from 'lucide-react'
import { Fragment, useRef } from 'react'
import { foldPath } from '../model/fold-path.ts'
import { folderName, type LocalPlace, localCrumbs } from '../model/local-place.ts'
import { classNames } from '../ui/class-names.ts'
import { useBrowser } from './browser-context.ts'
import { NameText } from './name-text.tsx'
import { useWidth } from './use-width.ts'

/** Room for the icon, in pixels. */
const ICON_ROOM = 40

/** Where a local pane is: the folders from the one the user chose on. The middle gives way. */
export function LocalPath({ place }: { readonly place: LocalPlace }) {
  const { go, side } = useBrowser()
  const bar = useRef<HTMLElement>(null)
  const width = useWidth(bar)
  const crumbs = localCrumbs(place)
  const { from, to } = foldPath(
    crumbs.map(({ folder }) => folderName(folder)),
    width - ICON_ROOM,
  )
  return (
    <nav
      ref={bar}
      aria-label={side ? `Path on the ${side}` : 'Path'}
      title={place.folder.path}
      className="flex h-7 min-w-0 flex-1 items-center rounded-md border border-hairline bg-background px-1.5"
    >
      <HardDrive size={14} aria-label="This computer" className="shrink-0 text-secondary" />
      {crumbs.map((crumb, index) => {
        const hidden = index >= from && index < to
        const last = index === crumbs.length - 1
        if (hidden) {
          return index === from && <Separator key={crumb.folder.handle} text="…" />
        }
        return (
          <Fragment key={crumb.folder.handle}>
            {index > 0 && <Separator />}
            <button
              type="button"
              aria-current={last ? 'page' : undefined}
              onClick={() => go(crumb)}
              className={classNames(
                'flex h-5.5 min-w-6 shrink items-center rounded-sm px-1.5 hover:bg-hover',
                last ? 'font-medium' : 'text-secondary hover:text-primary',
              )}
            >
              <NameText name={folderName(crumb.folder)} endFirst />
            </button>
          </Fragment>
        )
      })}
    </nav>
  )
}

function Separator({ text }: { readonly text?: string }) {
  return (
    <span aria-hidden="true" className="flex shrink-0 items-center text-secondary">
      <ChevronRight size={12} className="text-secondary/70" />
      {text}
    </span>
  )
}
