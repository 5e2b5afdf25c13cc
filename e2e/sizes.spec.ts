import type { Page } from 'playwright/test'
import { expect, test } from './harness/test.ts'
import { goTo, row } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

test('folders, selections and buckets tell how much they hold', async ({ app }) => {
  const { page } = app
  await goTo(page, 's3://photos')
  await row(page, '2025/').click()
  await page.keyboard.press('ControlOrMeta+Shift+i')
  const folder = page.getByRole('dialog', { name: '2025' })
  await expect(size(folder)).toContainText('in 18 objects')
  await expect(size(folder)).toContainText('waves.wav')
  await expect(size(folder)).toContainText('Current versions only')
  await page.keyboard.press('Escape')

  // The result is kept, and says how old it is.
  await page.keyboard.press('ControlOrMeta+i')
  await expect(size(folder)).toContainText('Counted just now')
  await folder.getByRole('button', { name: 'Count again' }).click()
  await expect(size(folder)).toContainText('in 18 objects')
  await page.keyboard.press('Escape')

  // A selection is summed: a folder, and a file beside it.
  await row(page, 'READ ME.txt').click()
  await row(page, '2026/').click({ modifiers: ['ControlOrMeta'] })
  await page.keyboard.press('ControlOrMeta+Shift+i')
  await expect(size(page.getByRole('dialog', { name: '2 items' }))).toContainText('in 7 objects')
  await page.keyboard.press('Escape')

  await page.keyboard.press('Backspace')
  await row(page, 'photos').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Calculate size' }).click()
  const bucket = page.getByRole('dialog', { name: 'photos' })
  await expect(size(bucket)).toContainText('in 34 objects')
  await expect(size(bucket)).toContainText('STANDARD_IA')
  await page.keyboard.press('Escape')
  // A menu led to it, and is gone: the keys are those of the row again.
  await expect(page.getByRole('grid')).toBeFocused()
  await expect(row(page, 'photos')).toHaveAttribute('aria-selected', 'true')
})

function size(dialog: ReturnType<Page['getByRole']>) {
  return dialog.getByRole('region', { name: 'Size and contents' })
}
