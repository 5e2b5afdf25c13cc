import { expect, test } from './harness/test.ts'
import { goTo, row } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

test('an object tells what HEAD tells, and more when it is asked', async ({ app, context }) => {
  const { page, shell } = app
  if (shell === 'browser') await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await goTo(page, 's3://notes')
  await row(page, 'packing list.md').click()
  await page.keyboard.press('ControlOrMeta+i')
  const dialog = page.getByRole('dialog', { name: 'packing list.md' })
  await expect(dialog.getByRole('region', { name: 'Headers' })).toContainText('text/markdown')
  await expect(dialog.getByRole('region', { name: 'Checksums' })).toContainText('CRC32')
  await expect(dialog.getByRole('region', { name: 'Protection' })).toContainText('AES256')
  await dialog.getByRole('button', { name: 'Count versions' }).click()
  await expect(dialog.getByRole('region', { name: 'Versions' })).toContainText('3 versions')
  await dialog.getByRole('button', { name: 'Show who has access' }).click()
  await expect(dialog.getByRole('region', { name: /Access control/ })).toContainText('FULL_CONTROL')
  await dialog.getByRole('button', { name: 'Show tags' }).click()
  await expect(dialog.getByRole('region', { name: 'Tags' })).toContainText('It has no tags')
  await dialog.getByText('text/markdown').hover()
  await dialog.getByRole('button', { name: 'Copy Content-Type' }).click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('text/markdown')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('folders, selections and buckets have properties, too', async ({ app }) => {
  const { page } = app
  await goTo(page, 's3://notes')
  await row(page, 'ideas/').click()
  await page.keyboard.press('ControlOrMeta+i')
  const folder = page.getByRole('dialog', { name: 'ideas' })
  await expect(folder).toContainText('has no marker object')
  await folder.getByRole('button', { name: 'Calculate size' }).click()
  await expect(folder).toContainText('in 1 object')
  await page.keyboard.press('Escape')

  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('ControlOrMeta+i')
  const several = page.getByRole('dialog', { name: '2 items' })
  await expect(several).toContainText('1 folder')
  await expect(several).toContainText('1 object')
  await page.keyboard.press('Escape')

  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+i')
  const bucket = page.getByRole('dialog', { name: 'notes' })
  await expect(bucket.getByRole('region', { name: 'Bucket' })).toContainText('Enabled')
  await expect(bucket.getByRole('region', { name: 'Bucket' })).toContainText('Not set')
  await expect(bucket.getByRole('region', { name: 'Bucket' })).not.toContainText('…')
})
