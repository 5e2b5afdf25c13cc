import { pasteWords } from '../model/clipboard.ts'
import { plainName } from '../model/display-name.ts'
import { MenuSeparator } from '../ui/menu.tsx'
import { ActionItem } from './action-items.tsx'
import { useBrowser } from './browser-context.ts'
import { CopyMenu } from './copy-menu.tsx'
import { useEdits } from './edits.tsx'

/** What a right click offers: on rows what to do with them, beside them what to do here. */
export function RowMenu() {
  const { place, situation } = useBrowser()
  if (situation.searching) return <ResultMenu />
  if (place.type === 'profile') {
    return situation.selected > 0 ? (
      <>
        <ActionItem id="open" />
        <ActionItem id="open-in-tab" />
        <MenuSeparator />
        <ActionItem id="add-favorite" />
        <CopyMenu />
        <ActionItem id="properties" />
        <ActionItem id="calculate-size" />
      </>
    ) : (
      <>
        <ActionItem id="refresh" />
        <ActionItem id="copy-link" />
        <MenuSeparator />
        <ActionItem id="edit-profile" />
      </>
    )
  }
  if (place.type === 'local') return <LocalMenu />
  return situation.selected > 0 ? (
    <>
      <ActionItem id="open" />
      <ActionItem id="open-in-tab" />
      <ActionItem id="open-external" />
      <ActionItem id="download" />
      <ActionItem id="download-zip" />
      {situation.ownWindow && <ActionItem id="drag-out" />}
      {situation.folderFocused && situation.selected === 1 && <ActionItem id="mirror" />}
      {situation.beside && <BesideItems />}
      <MenuSeparator />
      <ActionItem id="cut" />
      <ActionItem id="copy" />
      <ActionItem id="duplicate" />
      <ActionItem id="copy-to" />
      <ActionItem id="move-to" />
      <MenuSeparator />
      <ActionItem id="rename" />
      <ActionItem id="add-favorite" />
      <CopyMenu />
      <ActionItem id="properties" />
      <ActionItem id="calculate-size" />
      <MenuSeparator />
      <ActionItem id="delete" />
    </>
  ) : (
    <>
      <ActionItem id="upload-files" />
      <ActionItem id="upload-folder" />
      <ActionItem id="new-folder" />
      <ActionItem id="download-zip" />
      <ActionItem id="mirror" />
      <MenuSeparator />
      <PasteItem />
      <ActionItem id="select-all" />
      <ActionItem id="add-favorite" />
      <CopyMenu />
      <ActionItem id="properties" />
      <ActionItem id="calculate-size" />
      <MenuSeparator />
      <ActionItem id="refresh" />
    </>
  )
}

function BesideItems() {
  return (
    <>
      <ActionItem id="copy-beside" />
      <ActionItem id="move-beside" />
    </>
  )
}

/** What a right click in a local folder offers. */
function LocalMenu() {
  const { situation } = useBrowser()
  return situation.selected > 0 ? (
    <>
      <ActionItem id="open" />
      <ActionItem id="open-in-tab" />
      <MenuSeparator />
      <ActionItem id="copy-beside" />
    </>
  ) : (
    <>
      <ActionItem id="select-all" />
      <ActionItem id="refresh" />
      <ActionItem id="show-local" />
    </>
  )
}

/** What a right click on search results offers. */
function ResultMenu() {
  const { situation } = useBrowser()
  return (
    <>
      <ActionItem id="show-in-folder" />
      <ActionItem id="open-external" />
      <ActionItem id="download" />
      {situation.ownWindow && <ActionItem id="drag-out" />}
      <MenuSeparator />
      <ActionItem id="cut" />
      <ActionItem id="copy" />
      <ActionItem id="copy-to" />
      <ActionItem id="move-to" />
      <MenuSeparator />
      <CopyMenu />
      <ActionItem id="properties" />
      <MenuSeparator />
      <ActionItem id="delete" />
    </>
  )
}

/** Says what pasting does, as far as there is something to paste. */
function PasteItem() {
  const { place } = useBrowser()
  const { held } = useEdits()
  const words = held && place.type === 'folder' ? pasteWords(held, place.location) : undefined
  return <ActionItem id="paste" label={words && plainName(words)} />
}
