import { join } from 'node:path'
import { dropPaths } from './harness/drop.ts'
import { writeTree } from './harness/local-files.ts'
import { expect, test } from './harness/test.ts'
import { listing, openRow, row, transfersSettled } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

test('a rule that was chosen beforehand is followed, and said, without a question', async ({
  app,
  folder,
}) => {
  const { page } = app
  await writeTree(folder, { 'kept.txt': 'one' })
  await openRow(page, 'notes')
  await dropPaths(page, listing(page), [join(folder, 'kept.txt')])
  await transfersSettled(page, /1 done/)

  await page.keyboard.press('ControlOrMeta+,')
  await page.getByRole('combobox', { name: 'When a name is taken' }).click()
  await page.getByRole('option', { name: 'Keep both' }).click()
  await page.getByRole('textbox', { name: 'Large: more objects than' }).fill('1')
  await page.getByRole('textbox', { name: 'Large: more objects than' }).press('Enter')
  await page.getByRole('button', { name: 'Done' }).click()

  await dropPaths(page, listing(page), [join(folder, 'kept.txt')])
  await expect(page.getByText('1 name is taken: both are kept, as the settings say')).toBeVisible()
  await transfersSettled(page, /2 done/)
  await expect(row(page, 'kept (2).txt')).toBeVisible()

  // What is large by now is told of first, with the rule chosen already.
  await writeTree(folder, { 'more.txt': 'two' })
  await dropPaths(page, listing(page), [join(folder, 'kept.txt'), join(folder, 'more.txt')])
  const question = page.getByRole('dialog', { name: /is already in/ })
  await expect(question.getByRole('radio', { name: 'Keep both' })).toBeChecked()
  await question.getByRole('button', { name: 'Upload 2 files' }).click()
  await transfersSettled(page, /3 done/)
  await expect(row(page, 'kept (3).txt')).toBeVisible()
})

test('taken names are replaced by a rule, and the panel tells of each item what became of it', async ({
  app,
  folder,
}) => {
  const { page } = app
  await writeTree(folder, { 'd/same.txt': 'same', 'd/other.txt': 'one', 'd/.DS_Store': 'x' })
  await openRow(page, 'notes')
  await dropPaths(page, listing(page), [join(folder, 'd')])
  await page.getByRole('button', { name: 'Upload 2 anyway' }).click()
  await transfersSettled(page, /1 done/)

  await writeTree(folder, { 'd/other.txt': 'longer' })
  await dropPaths(page, listing(page), [join(folder, 'd')])
  const question = page.getByRole('dialog', { name: /2 names are taken/ })
  await question.getByRole('radiogroup', { name: 'For all 2' }).getByText('If different').click()
  await question.getByRole('button', { name: 'Upload, replace by this rule' }).press('Enter')
  await transfersSettled(page, /2 done/)

  // By mouse into the items of the newest, by keyboard through their states and back.
  await page.getByRole('button', { name: /^Transfers/ }).click()
  await page
    .getByRole('button', { name: /^Items of the upload/ })
    .first()
    .click()
  const items = page.getByRole('list', { name: 'Items' }).getByRole('listitem')
  await expect(items).toHaveCount(3)
  await page.getByRole('radio', { name: 'Skipped 2' }).press('Space')
  await expect(items.filter({ hasText: 'd/same.txt' })).toContainText('has the same size')
  await expect(items.filter({ hasText: 'd/.DS_Store' })).toContainText('the system keeps')
  await page.getByRole('radio', { name: 'All' }).press('Space')
  await page.getByRole('searchbox', { name: 'Filter the items by name' }).fill('OTHER')
  await expect(items).toHaveCount(1)

  await page.getByRole('button', { name: 'Back to all transfers' }).press('Enter')
  await page.getByRole('searchbox', { name: 'Search the transfers' }).fill('nothing like this')
  await expect(page.getByText('No transfer matches.')).toBeVisible()
})
