import { mkdir } from 'node:fs/promises'
import { expect, type Locator, type Page } from 'playwright/test'
import type { App } from './test.ts'

/** The listing, whatever place it shows. */
export function listing(page: Page): Locator {
  return page.getByRole('grid')
}

/** The row of a file, bucket or (with its closing `/`) folder by its exact name. */
export function row(page: Page, name: string): Locator {
  return listing(page)
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell', { name, exact: true }) })
}

/** Opens a bucket or folder by a double click and waits until the path says so. */
export async function openRow(page: Page, name: string) {
  await row(page, name).dblclick()
  await expect(page.getByRole('navigation', { name: 'Path' })).toContainText(
    name.replace(/\/$/, ''),
  )
}

/** Goes to an address by the path bar, as ctrl-L does; what it leads to may still be on its way. */
export async function goTo(page: Page, uri: string) {
  await expect(page.getByRole('navigation', { name: 'Path' })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+l')
  const field = page.getByRole('combobox', { name: 'Go to' })
  await field.fill(uri)
  await field.press('Enter')
  // It stays, and says why, where the address leads nowhere.
  const wrong = page.locator('[aria-label="Go to"][aria-invalid="true"]')
  await Promise.race([field.waitFor({ state: 'hidden' }), wrong.waitFor()])
}

/** What the transfers bar says at last, when nothing runs any more. */
export async function transfersSettled(page: Page, text: RegExp, timeout = 30_000) {
  await expect(page.getByRole('region', { name: 'Transfers' })).toContainText(text, { timeout })
}

/** Downloads what is selected into a folder: the shortcut, then the dialog of the shell. */
export async function downloadTo({ page, shell, answerDialog }: App, folder: string) {
  // The native dialog gives folders that are there; a typed one is made.
  if (shell === 'desktop') await mkdir(folder, { recursive: true })
  await answerDialog([folder])
  await page.keyboard.press('ControlOrMeta+d')
  if (shell === 'desktop') return
  await page.getByRole('textbox', { name: 'Folder' }).fill(folder)
  await page.getByRole('button', { name: 'Download here' }).click()
}
