import { useCommands } from '../browser/commands.ts'
import type { Browser } from '../browser/use-browser.ts'
import { Palette } from '../palette/palette.tsx'
import type { PaletteItem, PaletteScope } from '../palette/palette-items.ts'
import { noteUse } from '../queries/places.ts'

interface PaletteDialogProps {
  readonly scope: PaletteScope
  readonly browser: Browser
  readonly onClose: () => void
}

/** The palette, joined with what its choices do. */
export function PaletteDialog({ scope, browser, onClose }: PaletteDialogProps) {
  const { run, goTo, openKept } = useCommands()
  const choose = async (item: PaletteItem): Promise<string | undefined> => {
    if (item.type === 'address') {
      // Stays open until it is known whether there is such a place.
      const why = await goTo(item.address)
      if (why === undefined) onClose()
      return why
    }
    onClose()
    switch (item.type) {
      case 'action':
        noteUse(item.action)
        // Once the palette has given the focus back: the action may want it elsewhere.
        setTimeout(() => run(item.action))
        break
      case 'profile':
        browser.openProfile(item.profile)
        break
      case 'favorite':
      case 'recent':
      case 'bucket':
        openKept(item.location)
        break
      default:
        item satisfies never
    }
    return undefined
  }
  return <Palette scope={scope} onChoose={choose} onClose={onClose} />
}
