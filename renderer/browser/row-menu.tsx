import { MenuSeparator } from '../ui/menu.tsx'
import { ActionItem } from './action-items.tsx'
import { useBrowser } from './browser-context.ts'

/** What a right click offers: on rows what to do with them, beside them what to do here. */
export function RowMenu() {
  const { place, situation } = useBrowser()
  if (place.type === 'profile') {
    return situation.selected > 0 ? (
      <>
        <ActionItem id="open" />
        <ActionItem id="copy-uri" />
      </>
    ) : (
      <ActionItem id="refresh" />
    )
  }
  return situation.selected > 0 ? (
    <>
      <ActionItem id="open" />
      <ActionItem id="download" />
      <MenuSeparator />
      <ActionItem id="copy-uri" />
      <ActionItem id="properties" />
      <MenuSeparator />
      <ActionItem id="delete" />
    </>
  ) : (
    <>
      <ActionItem id="upload-files" />
      <ActionItem id="upload-folder" />
      <ActionItem id="new-folder" />
      <MenuSeparator />
      <ActionItem id="select-all" />
      <ActionItem id="copy-uri" />
      <ActionItem id="properties" />
      <ActionItem id="refresh" />
    </>
  )
}
