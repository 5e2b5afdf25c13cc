import { hashTree } from './harness/local-files.ts'
import { expect, test } from './harness/test.ts'
import { downloadTo, goTo, listing, row } from './harness/window.ts'

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
  // What was found is older than what is there now, which is said.
  await expect(search.getByRole('alert')).toContainText('Some results may be gone')
  await search.getByRole('button', { name: 'Search again' }).click()
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
