import { hashTree } from './harness/local-files.ts'
import { pane, rowIn } from './harness/panes.ts'
import { expect, test } from './harness/test.ts'
import { downloadTo, goTo, listing, row, transfersSettled } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

test('a search looks below a folder, and leads to what it found', async ({ app }) => {
  const { page } = app
  await goTo(page, 's3://photos')
  await expect(row(page, '2025/')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Shift+f')
  const search = page.getByRole('search')
  const field = search.getByRole('textbox', { name: 'Search for' })
  await expect(field).toBeFocused()
  const found = search.getByRole('status').filter({ hasText: /found/ })

  await page.keyboard.type('IMG_10')
  await page.keyboard.press('Enter')
  await expect(found).toContainText(/14 found.*complete/)
  await expect(listing(page)).toContainText('photos/2024/Harz in autumn/')

  // By a glob, with a filter on the kind; a chip takes it away again.
  await search.getByRole('radio', { name: 'Glob' }).click()
  await field.fill('*a*.*')
  await search.getByRole('button', { name: 'Filters' }).click()
  await page.getByRole('checkbox', { name: 'Audio' }).click()
  await page.keyboard.press('Escape')
  await search.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(found).toContainText(/1 found/)
  await search.getByRole('button', { name: 'Remove the filter Audio' }).click()
  await search.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(found).toContainText(/2 found/)
  await expect(listing(page)).toHaveAttribute('aria-rowcount', '3')

  // To the results and into the folder of one, by the keyboard; and back.
  await field.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await expect(row(page, 'waves.wav')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle(/^photos\/2025\/Coast walk — Playground/)
  await expect(row(page, 'waves.wav')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(found).toContainText(/2 found/)
})

test('results are looked at and deleted where they are, and mistakes are said', async ({ app }) => {
  const { page } = app
  await goTo(page, 's3://photos')
  await expect(row(page, '2025/')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Shift+f')
  const search = page.getByRole('search')
  const field = search.getByRole('textbox', { name: 'Search for' })
  const found = search.getByRole('status').filter({ hasText: /found/ })
  await page.keyboard.type('wav')
  await page.keyboard.press('Enter')
  await expect(found).toContainText(/1 found/)
  await row(page, 'waves.wav').click()
  await page.keyboard.press('ControlOrMeta+i')
  await expect(page.getByRole('dialog', { name: 'waves.wav' })).toContainText('2025/Coast walk/')
  await page.keyboard.press('Escape')
  await row(page, 'waves.wav').click()
  await page.keyboard.press('Delete')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete 1 object' }).click()
  await expect(page.getByRole('alertdialog')).toBeHidden()
  // What was deleted is no result any more, and was the last.
  await expect(search).toContainText('Nothing matches')

  // A wrong expression is said, not searched for.
  await search.getByRole('radio', { name: 'Regex' }).click()
  await field.fill('(')
  await field.press('Enter')
  await expect(search.getByRole('alert')).toContainText('not a regular expression')
  await field.fill('no such name$')
  await field.press('Enter')
  await expect(search).toContainText('Everything in reach was looked through')
  await field.press('Escape')
  await expect(row(page, '2025/')).toBeVisible()
})

test('a search looks through every bucket of a profile', async ({ app, folder }) => {
  const { page } = app
  await expect(row(page, 'photos')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Shift+f')
  const search = page.getByRole('search')
  await page.keyboard.type('.md')
  await page.keyboard.press('Enter')
  const found = search.getByRole('status').filter({ hasText: /found/ })
  await expect(found).toContainText('complete')
  await expect(row(page, 'packing list.md')).toContainText('notes')
  // Type ahead, and one download from two buckets.
  await row(page, 'packing list.md').click()
  await page.keyboard.type('gar')
  await expect(row(page, 'garden.md')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ControlOrMeta+a')
  await expect(page.getByRole('main')).toContainText(/[2-9] selected/)
  await downloadTo(app, folder)
  await expect
    .poll(async () => Object.keys(await hashTree(folder).catch(() => ({}))))
    .toEqual(expect.arrayContaining(['ideas/garden.md', 'packing list.md']))
  await row(page, 'garden.md').dblclick()
  await expect(page).toHaveTitle(/^notes\/ideas — Playground/)
  await expect(row(page, 'garden.md')).toHaveAttribute('aria-selected', 'true')
})

test('results are in the order of any column, and copied as text in every way', async ({ app }) => {
  const { page } = app
  await goTo(page, 's3://photos')
  await expect(row(page, '2025/')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Shift+f')
  const search = page.getByRole('search')
  await page.keyboard.type('IMG_10')
  await page.keyboard.press('Enter')
  await expect(search.getByRole('status').filter({ hasText: /14 found.*complete/ })).toBeVisible()
  // The preview takes room that the last column needs.
  await page.keyboard.press('Alt+p')
  const header = (name: string) => listing(page).getByRole('columnheader', { name })
  const folderOf = (at: number) =>
    listing(page).getByRole('row').nth(at).getByRole('gridcell').nth(1)

  // By the mouse, and turned around by the keyboard.
  await header('Folder').getByRole('button', { name: 'Folder' }).click()
  await expect(header('Folder')).toHaveAttribute('aria-sort', 'ascending')
  await expect(folderOf(1)).toHaveText(/^photos\/2024\//)
  await header('Folder').getByRole('button', { name: 'Folder' }).press('Enter')
  await expect(header('Folder')).toHaveAttribute('aria-sort', 'descending')
  await expect(folderOf(1)).toHaveText(/^photos\/2025\//)
  for (const column of ['Size', 'Modified']) {
    await header(column).getByRole('button', { name: column }).click()
    await expect(header(column)).toHaveAttribute('aria-sort', 'descending')
  }
  await header('Storage class').getByRole('button', { name: 'Storage class' }).click()
  await expect(header('Storage class')).toHaveAttribute('aria-sort', 'ascending')
  await header('Name').getByRole('button', { name: 'Name' }).click()
  await expect(header('Name')).toHaveAttribute('aria-sort', 'ascending')

  // All of them as URIs by the keyboard, one as its key by the menu.
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await listing(page).getByRole('row').nth(1).click()
  const [first = ''] = await listing(page)
    .getByRole('row')
    .nth(1)
    .getByRole('gridcell')
    .allTextContents()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('ControlOrMeta+Shift+c')
  await expect.poll(async () => (await copied()).split('\n').length).toBe(14)
  expect((await copied()).split('\n')[0]).toMatch(/^s3:\/\/photos\/202\d\/.+\/IMG_10\d\d\.\w+$/)
  await listing(page).getByRole('row').nth(1).click()
  await listing(page).getByRole('row').nth(1).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Copy as' }).click()
  await page.getByRole('menuitem', { name: 'Copy key' }).click()
  await expect.poll(copied).toMatch(/^202\d\/[^\n]+$/)
  expect(await copied()).toContain(first)
})

test('of several results the deleted ones vanish, the others stay selected or not', async ({
  app,
}) => {
  const { page } = app
  await goTo(page, 's3://photos')
  await expect(row(page, '2025/')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Shift+f')
  const search = page.getByRole('search')
  const found = search.getByRole('status').filter({ hasText: /found/ })
  await page.keyboard.type('IMG_10')
  await page.keyboard.press('Enter')
  await expect(found).toContainText(/14 found.*complete/)
  await page.keyboard.press('ArrowDown')
  await listing(page).getByRole('row').nth(2).click()
  const names = (at: number) => listing(page).getByRole('row').nth(at).getByRole('gridcell').first()
  const [kept, after] = [(await names(1).textContent()) ?? '', (await names(4).textContent()) ?? '']
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Delete')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete 2 objects' }).click()
  await expect(found).toContainText(/12 found/)
  await expect(names(1)).toHaveText(kept)
  await expect(names(2)).toHaveText(after)
  await expect(search.getByRole('button', { name: 'Search again' })).toBeHidden()

  // Of what is stored where it did not look it says nothing, of the rest that it may be missing.
  await page.keyboard.press('F3')
  await expect(pane(page, 1)).toHaveAttribute('aria-current', 'true')
  const makeFolder = async (uri: string, name: string) => {
    await page.keyboard.press('ControlOrMeta+l')
    const field = pane(page, 1).getByRole('combobox', { name: 'Go to' })
    await field.fill(uri)
    await field.press('Enter')
    await expect(page).toHaveTitle(new RegExp(`^${uri.slice(5)} — `))
    await page.keyboard.press('F7')
    await page.getByRole('dialog').getByRole('textbox').fill(name)
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click()
    await expect(rowIn(page, 1, `${name}/`)).toBeVisible()
  }
  await makeFolder('s3://notes', 'elsewhere')
  await expect(search.getByRole('button', { name: 'Search again' })).toBeHidden()
  await makeFolder('s3://photos', 'here')
  await search.getByRole('button', { name: 'Search again' }).click()
  await expect(found).toContainText(/12 found.*complete/)
  await expect(search.getByRole('button', { name: 'Search again' })).toBeHidden()
})

test('results are copied, moved and edited where they are found', async ({ app }) => {
  const { page } = app
  await goTo(page, 's3://photos')
  await expect(row(page, '2025/')).toBeVisible()
  const search = page.getByRole('search')
  const found = search.getByRole('status').filter({ hasText: /found/ })
  const field = search.getByRole('textbox', { name: 'Search for' })
  const searchFor = async (text: string, hits: RegExp) => {
    await page.keyboard.press('ControlOrMeta+Shift+f')
    await field.fill(text)
    await field.press('Enter')
    await expect(found).toContainText(hits)
  }

  // Copied with what is below the folder they have in common, and pasted in another bucket.
  await searchFor('IMG_10', /14 found.*complete/)
  await expect(listing(page)).toHaveAttribute('aria-rowcount', '15')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('ControlOrMeta+c')
  await expect(page.getByText('14 items copied')).toBeVisible()
  await goTo(page, 's3://archive')
  await expect(page).toHaveTitle(/^archive — /)
  await page.keyboard.press('ControlOrMeta+v')
  await transfersSettled(page, /1 done/)
  await expect(row(page, '2024/')).toBeVisible()
  await expect(row(page, '2025/')).toBeVisible()

  // One is cut, and comes to stand by itself where it is pasted.
  await goTo(page, 's3://notes')
  await searchFor('garden.md', /1 found.*complete/)
  await row(page, 'garden.md').click()
  await page.keyboard.press('ControlOrMeta+x')
  await expect(page.getByText('“garden.md” cut')).toBeVisible()
  await page.keyboard.press('Escape')
  await field.press('Escape')
  await expect(search).toBeHidden()
  await page.keyboard.press('ControlOrMeta+v')
  await transfersSettled(page, /2 done/)
  await expect(row(page, 'garden.md')).toBeVisible()

  // Edited, then moved by the dialog of the menu.
  await searchFor('garden.md', /1 found.*complete/)
  await row(page, 'garden.md').click()
  await page.keyboard.press('F4')
  const editor = page.getByRole('dialog', { name: 'Edit garden.md' })
  await expect(page.getByRole('textbox', { name: 'Text of garden.md' })).toBeFocused()
  await page.keyboard.type('Found. ')
  await expect(editor).toContainText('edited')
  await page.keyboard.press('ControlOrMeta+s')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await expect(editor).not.toContainText('edited')
  await page.keyboard.press('Escape')
  await expect(editor).toBeHidden()
  await row(page, 'garden.md').click({ button: 'right' })
  await expect(page.getByRole('menuitem', { name: /Open in its program/ })).toBeDisabled()
  await page.getByRole('menuitem', { name: 'Move to…' }).click()
  const target = page.getByRole('dialog').getByRole('textbox', { name: 'Bucket and folder' })
  await expect(target).toHaveValue('notes/')
  await target.fill('archive/')
  await page.getByRole('dialog').getByRole('button', { name: 'Move' }).click()
  await transfersSettled(page, /3 done/)
  await expect(search).toContainText('Nothing matches')
  await goTo(page, 's3://archive')
  await expect(row(page, 'garden.md')).toBeVisible()
})
