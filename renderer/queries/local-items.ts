import type { ExternalObject } from '#shared/external.ts'
import { bridge } from '../api/bridge.ts'
import { call } from '../api/client.ts'
import { droppedItems, filesFrom, pickedItems } from '../api/dropped-items.ts'

/** Everything a drop brought; to be called inside the drop event. */
export const dropItems = droppedItems

/** Hands dropped items to the main process, for the handle that an upload takes. */
export const takeLocalItems = filesFrom

/**
 * Lets the user pick files or a folder to upload: the native dialog in the desktop shell, the
 * browser's own in the browser shell. Gives the handle; `undefined` when dismissed.
 *
 * @throws AppError `local-file` when the shell did not take them.
 */
export async function pickLocalItems(type: 'files' | 'folder'): Promise<string | undefined> {
  if (bridge().shell === 'desktop') return (await call('dialogs.pickFiles', { type })).handle
  const picked = await browserPicker(type)
  return picked ? filesFrom(pickedItems(picked)) : undefined
}

/** Must run inside the click that asked for it: browsers open no picker on their own account. */
function browserPicker(type: 'files' | 'folder'): Promise<FileList | undefined> {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.webkitdirectory = type === 'folder'
  input.hidden = true
  document.body.append(input)
  return new Promise(resolve => {
    const settle = () => {
      input.remove()
      resolve(input.files?.length ? input.files : undefined)
    }
    input.addEventListener('change', settle, { once: true })
    input.addEventListener('cancel', settle, { once: true })
    input.click()
  })
}

/** Whether the window is Pail's own or a browser's. */
export function windowShell(): 'desktop' | 'browser' {
  return bridge().shell
}

/** Whether downloads can go through the browser that shows this window. */
export function isBrowserShell(): boolean {
  return bridge().shell === 'browser'
}

/** Browser shell: where the browser itself fetches an object as a file; an absolute address. */
export function browserDownloadUrl({ profileId, bucket, key, etag }: ExternalObject): string {
  const query = new URLSearchParams({ profile: profileId, bucket, key, download: '1' })
  if (etag !== undefined) query.set('etag', etag)
  return `${location.origin}/object/bytes?${query}`
}
