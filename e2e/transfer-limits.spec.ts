import { join } from 'node:path'
import { dropPaths } from './harness/drop.ts'
import { writeLargeFile } from './harness/local-files.ts'
import { expect, test } from './harness/test.ts'
import { listing, openRow, transfersSettled } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

test('a speed limit holds a running upload back until it is lifted, by mouse and by keyboard', async ({
  app,
  folder,
}) => {
  const { page } = app
  await openRow(page, 'notes')
  await page.keyboard.press('ControlOrMeta+,')
  const settings = page.getByRole('dialog', { name: 'Settings' })
  const limits = settings.getByRole('region', { name: 'Speed limits' })
  const upload = limits.getByRole('textbox', { name: 'Upload' }).first()
  await upload.fill('fast')
  await expect(limits).toContainText('A number from 0.01 on')
  await upload.fill('0.01')
  await upload.press('Enter')
  await expect(limits).not.toContainText('A number from 0.01 on')
  await settings.getByRole('button', { name: 'Done' }).click()

  const limit = page.getByRole('button', { name: /^Speed limit/ })
  await expect(limit).toHaveText('Uploads limited to 10.0 kB/s')
  // At this rate it would take more than ten minutes.
  await writeLargeFile(join(folder, 'slow.bin'), 8 * 1024 ** 2, 'slow')
  await dropPaths(page, listing(page), [join(folder, 'slow.bin')])
  await transfersSettled(page, /0 of 1 item/)

  await limit.click()
  await page.getByRole('menuitem', { name: 'No limit for an hour' }).click()
  await transfersSettled(page, /1 done/)
  await expect(limit).toHaveText(/^Speed limit lifted until /)

  await limit.press('Enter')
  await page.getByRole('menuitem', { name: 'Limit again now' }).press('Enter')
  await expect(limit).toHaveText('Uploads limited to 10.0 kB/s')
})

test('another limit holds in a time window, and the settings keep both', async ({ app }) => {
  const { page } = app
  const open = async () => {
    await page.keyboard.press('ControlOrMeta+,')
    return page.getByRole('region', { name: 'Speed limits' })
  }
  await expect(listing(page)).toBeVisible()
  const limits = await open()
  await limits.getByRole('button', { name: 'Add time window' }).press('Enter')
  const window = limits.getByRole('group', { name: 'Time window 1' })
  await window.getByRole('button', { name: 'Saturday' }).click()
  await window.getByRole('button', { name: 'Sunday' }).press('Space')
  await window.getByLabel('From').fill('00:00')
  await window.getByLabel('Until').fill('00:00')
  await window.getByRole('textbox', { name: 'Download' }).fill('2,5')
  await window.getByRole('textbox', { name: 'Download' }).press('Enter')
  await expect(window).toContainText('Ends on the next day.')
  await page.keyboard.press('Escape')
  const limit = page.getByRole('button', { name: /^Speed limit/ })
  await expect(limit).toHaveText('Downloads limited to 2.5 MB/s')

  await page.reload()
  await expect(limit).toHaveText('Downloads limited to 2.5 MB/s')
  await limit.click()
  await page.getByRole('menuitem', { name: 'Speed limits…' }).click()
  const again = page.getByRole('group', { name: 'Time window 1' })
  await expect(again.getByRole('button', { pressed: true })).toHaveCount(7)
  await again.getByRole('button', { name: 'Remove time window 1' }).click()
  await page.keyboard.press('Escape')
  await expect(limit).toBeHidden()
})

test('the memory that transfers may take is shown, checked and kept', async ({ app }) => {
  const { page } = app
  await expect(listing(page)).toBeVisible()
  await page.keyboard.press('ControlOrMeta+,')
  const memory = page.getByRole('textbox', { name: 'Memory for transfers (MB)' })
  await expect(memory).toHaveValue('256')
  await memory.fill('8')
  await expect(page.getByRole('dialog')).toContainText('A whole number from 16 to 64000.')
  await memory.fill('64')
  await memory.press('Enter')
  await page.getByRole('button', { name: 'Done' }).click()
  await page.reload()
  await expect(listing(page)).toBeVisible()
  await page.keyboard.press('ControlOrMeta+,')
  await expect(memory).toHaveValue('64')
})

test('how many files and parts are moved at once is found out, or a number that is chosen', async ({
  app,
  folder,
}) => {
  const { page } = app
  await openRow(page, 'notes')
  await page.keyboard.press('ControlOrMeta+,')
  const atOnce = page.getByRole('combobox', { name: 'Files and parts at once' })
  await expect(atOnce).toContainText('Automatic')
  await atOnce.press('Enter')
  await page.getByRole('option', { name: '2', exact: true }).click()
  await expect(atOnce).toContainText('2')
  await page.getByRole('button', { name: 'Done' }).click()
  await page.reload()
  await expect(page.getByRole('navigation', { name: 'Path' })).toContainText('notes')

  // Three parts, two at a time.
  await writeLargeFile(join(folder, 'parts.bin'), 20 * 1024 ** 2, 'parts')
  await dropPaths(page, listing(page), [join(folder, 'parts.bin')])
  await transfersSettled(page, /1 done/)
  await page.keyboard.press('ControlOrMeta+,')
  await expect(atOnce).toContainText('2')
  await atOnce.click()
  await page.getByRole('option', { name: 'Automatic' }).press('Enter')
  await expect(atOnce).toContainText('Automatic')
})
