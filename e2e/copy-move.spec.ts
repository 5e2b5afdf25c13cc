import { dropPaths } from './harness/drop.ts'
import { writeTree } from './harness/local-files.ts'
import { expect, test } from './harness/test.ts'
import { goTo, listing, openRow, row, transfersSettled } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

test('objects are cut, copied and pasted by keys, duplicated, and sent elsewhere by a dialog', async ({
  app,
  folder,
}) => {
  const { page } = app
  await writeTree(folder, { 'in/a.txt': 'a', 'in/b.txt': 'b', 'in/sub/c.txt': 'c', 'out/x': 'x' })
  await openRow(page, 'notes')
  await dropPaths(page, listing(page), [`${folder}/in`, `${folder}/out`])
  await transfersSettled(page, /1 done/)

  // Cut, by keys: dimmed until it is pasted, and gone from here then.
  await goTo(page, 's3://notes/in/')
  await row(page, 'a.txt').click()
  await row(page, 'sub/').click({ modifiers: ['ControlOrMeta'] })
  await page.keyboard.press('ControlOrMeta+x')
  await expect(row(page, 'a.txt').locator('[data-cut]')).toBeVisible()
  await expect(row(page, 'b.txt').locator('[data-cut]')).toHaveCount(0)
  await expect(page.getByText('2 items cut')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+v')
  await expect(page.getByText('They are in this folder already')).toBeVisible()
  await goTo(page, 's3://notes/out/')
  await expect(row(page, 'x')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+v')
  await expect(row(page, 'a.txt')).toBeVisible()
  await expect(row(page, 'sub/')).toBeVisible()

  // Copy, by the menus; the paste says what it will do.
  await row(page, 'a.txt').click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Copy (Ctrl\+|⌘)C$/ }).click()
  await goTo(page, 's3://notes/in/')
  await expect(row(page, 'b.txt')).toBeVisible()
  await expect(row(page, 'a.txt')).toHaveCount(0)
  await listing(page).click({ button: 'right', position: { x: 200, y: 300 } })
  await page.getByRole('menuitem', { name: 'Copy “a.txt” to in/' }).click()
  await expect(row(page, 'a.txt')).toBeVisible()

  // A taken name is asked about.
  await page.keyboard.press('ControlOrMeta+v')
  const taken = page.getByRole('dialog', { name: '“a.txt” is already in notes/in/' })
  await taken.getByRole('button', { name: 'Copy 1 file' }).click()
  await expect(row(page, 'a (2).txt')).toBeVisible()
  await row(page, 'a (2).txt').click()
  await page.keyboard.press('ControlOrMeta+c')
  await expect(page.getByText('“a (2).txt” copied')).toBeVisible()

  // Duplicate, and move by a dialog that knows what cannot be.
  await row(page, 'b.txt').click()
  await page.keyboard.press('ControlOrMeta+Shift+d')
  await expect(row(page, 'b (2).txt')).toBeVisible()
  await row(page, 'b (2).txt').click()
  await page.keyboard.press('ControlOrMeta+Shift+m')
  const dialog = page.getByRole('dialog', { name: 'Move “b (2).txt”' })
  const field = dialog.getByRole('textbox', { name: 'Bucket and folder' })
  await dialog.getByRole('button', { name: 'Move', exact: true }).click()
  await expect(dialog.getByText('They are in this folder already.')).toBeVisible()
  await field.fill('no-such-bucket/x')
  await field.press('Enter')
  await expect(dialog.getByText('There is no bucket “no-such-bucket”')).toBeVisible()
  await field.fill('notes/new/deep')
  await expect(dialog.getByText('Move “b (2).txt” to new/deep/')).toBeVisible()
  await field.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(row(page, 'b (2).txt')).toHaveCount(0)
  await goTo(page, 's3://notes/new/deep/')
  await expect(row(page, 'b (2).txt')).toBeVisible()

  // What was done is in the list of transfers, in words.
  await page.getByRole('region', { name: 'Transfers' }).getByRole('button').first().click()
  const transfers = page.getByRole('list', { name: 'Transfers' })
  await expect(transfers).toContainText('from notes/in/ to notes/new/deep/')
})
