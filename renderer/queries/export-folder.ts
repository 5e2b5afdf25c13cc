import type { LocalFolder } from '#shared/ipc/methods/local.ts'
import { call } from '../api/client.ts'
import { pickFolder } from './folders.ts'
import { isBrowserShell } from './local-items.ts'

/** Where an export goes: picked in the desktop shell, where downloads go in the browser shell. */
export async function exportFolder(): Promise<LocalFolder | undefined> {
  if (!isBrowserShell()) return await pickFolder()
  const { path } = await call('folders.default', {})
  // Made when it is not there yet.
  return await call('folders.use', { path })
}
