import { dropPaths } from './harness/drop.ts'
import { writeTree } from './harness/local-files.ts'
import { expect, test } from './harness/test.ts'
import { goTo, listing, openRow, row, transfersSettled } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

test('names stand in natural or in byte order, folders first or not, by palette and menu', async ({
  app,
  folder,
}) => {
  const { page } = app
  await writeTree(folder, { 'o/file2': '', 'o/file10': '', 'o/B': '', 'o/a': '', 'o/sub/x': '' })
  await openRow(page, 'notes')
  await dropPaths(page, listing(page), [`${folder}/o`])
  await transfersSettled(page, /1 done/)
  await goTo(page, 's3://notes/o/')
  await expect(row(page, 'file10')).toBeVisible()
  const names = () => listing(page).locator('[role=row] [role=gridcell]:first-child')
  const inPalette = async (query: string) => {
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByRole('combobox').fill(query)
    await expect(page.getByRole('option').first()).toContainText(query)
    await page.keyboard.press('Enter')
  }
  const viewMenu = page.getByRole('button', { name: 'View and settings' })
  await expect(names()).toHaveText(['sub/', 'a', 'B', 'file2', 'file10'])

  await inPalette('Names in byte order')
  await expect(names()).toHaveText(['sub/', 'B', 'a', 'file10', 'file2'])
  await inPalette('Folders first')
  await expect(names()).toHaveText(['B', 'a', 'file10', 'file2', 'sub/'])

  // The menu tells how it stands, and changes it back.
  await viewMenu.click()
  const inBytes = page.getByRole('menuitemcheckbox', { name: /Names in byte order/ })
  await expect(inBytes).toBeChecked()
  await expect(page.getByRole('menuitemcheckbox', { name: 'Folders first' })).not.toBeChecked()
  await inBytes.click()
  await page.keyboard.press('Escape')
  await expect(names()).toHaveText(['a', 'B', 'file2', 'file10', 'sub/'])

  // Results of a search stand in the same order.
  await inPalette('Names in byte order')
  await page.keyboard.press('ControlOrMeta+Shift+f')
  await page.getByRole('textbox', { name: 'Search for' }).press('Enter')
  await expect(names()).toHaveText(['B', 'a', 'file10', 'file2', 'x'])
})
