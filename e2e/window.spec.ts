import { truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dropPaths, startDrag } from './harness/drop.ts'
import { writeTree } from './harness/local-files.ts'
import { expect, test } from './harness/test.ts'
import { goTo, listing, openRow, row, transfersSettled } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

test('files held over a folder say where they would go, open it after a while, and go there', async ({
  app,
  folder,
}) => {
  const { page } = app
  await writeTree(folder, { 'tide table.txt': 'high at noon' })
  await goTo(page, 's3://notes')
  const target = row(page, 'ideas/')
  await expect(target).toBeVisible()
  const drag = await startDrag(page, target, [join(folder, 'tide table.txt')])
  await expect(page.getByText('Upload 1 item to ideas/')).toBeVisible()
  await expect(page).toHaveTitle(/^notes\/ideas — /)
  await expect(page.getByText('Upload 1 item to ideas/')).toBeVisible()
  await drag.cancel()
  // Chromium may tell the page nothing of such an end; the pointer that moves again does.
  await page.mouse.move(5, 5)
  await expect(page.getByText('Upload 1 item to ideas/')).toBeHidden()
  await page.keyboard.press('Alt+ArrowLeft')

  await dropPaths(page, target, [join(folder, 'tide table.txt')])
  await transfersSettled(page, /1 done/)
  await expect(row(page, 'tide table.txt')).toBeHidden()
  await openRow(page, 'ideas/')
  await expect(row(page, 'tide table.txt')).toBeVisible()
})

test('files can be dropped on a bucket at the side and on the path', async ({ app, folder }) => {
  const { page } = app
  await writeTree(folder, { 'side.txt': 'side', 'path.txt': 'path' })
  await goTo(page, 's3://notes/ideas/')
  await expect(page).toHaveTitle(/^notes\/ideas/)
  const bucket = page
    .getByRole('navigation', { name: 'Profiles' })
    .getByRole('button', { name: 'notes' })
  const drag = await startDrag(page, bucket, [join(folder, 'side.txt')])
  await expect(bucket).toHaveCSS('outline-style', 'solid')
  await drag.drop()
  await transfersSettled(page, /1 done/)
  const crumb = page
    .getByRole('navigation', { name: 'Path' })
    .getByRole('button', { name: 'notes', exact: true })
  await dropPaths(page, crumb, [join(folder, 'path.txt')])
  await transfersSettled(page, /2 done/)
  await crumb.click()
  await expect(row(page, 'side.txt')).toBeVisible()
  await expect(row(page, 'path.txt')).toBeVisible()
})

test('what is selected stays selected through a refresh and another order', async ({ app }) => {
  const { page } = app
  await goTo(page, 's3://notes')
  await row(page, 'packing list.md').click()
  const selected = listing(page).getByRole('row', { selected: true })
  await page.keyboard.press('F5')
  await expect(selected).toHaveCount(1)
  const name = page.getByRole('columnheader', { name: 'Name' })
  await name.getByRole('button').click()
  await expect(name).toHaveAttribute('aria-sort', 'descending')
  await expect(selected).toHaveCount(1)
  await expect(row(page, 'packing list.md')).toHaveAttribute('aria-selected', 'true')
})

test('End goes to the last of many rows, and Home back to the first', async ({ app }) => {
  const { page } = app
  await goTo(page, 's3://reports/weather/readings/')
  await expect(listing(page)).toHaveAttribute('aria-rowcount', '1201')
  await listing(page).focus()
  await page.keyboard.press('End')
  await expect(row(page, 'reading-1200.json')).toBeInViewport()
  await expect(row(page, 'reading-1200.json')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Home')
  await expect(row(page, 'reading-0001.json')).toBeInViewport()
})

test('a running transfer is canceled by its button, and leaves nothing', async ({
  app,
  folder,
}) => {
  const { page } = app
  const file = join(folder, 'film.bin')
  await writeFile(file, '')
  await truncate(file, 2 ** 30)
  await goTo(page, 's3://notes')
  await expect(row(page, 'packing list.md')).toBeVisible()
  await page.getByRole('button', { name: /^Transfers/ }).click()
  await dropPaths(page, listing(page), [file])
  await page.getByRole('button', { name: 'Cancel the upload of film.bin' }).click()
  await expect(page.getByRole('list', { name: 'Transfers' })).toContainText('Canceled')
  await expect(page.getByRole('button', { name: 'Try the upload of film.bin again' })).toBeVisible()
  await page.keyboard.press('F5')
  await expect(row(page, 'film.bin')).toBeHidden()
})

test('a narrow window keeps the place readable and reaches the folders around it', async ({
  app,
}) => {
  const { page, shell } = app
  test.skip(shell === 'desktop', 'The size of a desktop window is not the page’s to set.')
  await page.setViewportSize({ width: 720, height: 480 })
  await goTo(page, 's3://reports/weather/readings/')
  const path = page.getByRole('navigation', { name: 'Path' })
  await expect(path.getByRole('button', { name: 'readings', exact: true })).toBeVisible()
  await expect(path.getByRole('button', { name: 'Playground', exact: true })).toBeVisible()
  const cut = await path
    .getByText('readings', { exact: true })
    .evaluate(text => text.scrollWidth > text.clientWidth)
  expect(cut).toBe(false)
  // A menu that is longer than the window scrolls; its last item is reached by mouse and keyboard.
  await page.getByRole('button', { name: 'View and settings' }).click()
  const last = page.getByRole('menuitem', { name: 'Keyboard shortcuts' })
  await page.getByRole('menu').and(page.locator(':focus-within')).waitFor()
  await page.keyboard.press('End')
  await expect(last).toBeInViewport({ ratio: 1 })
  await last.click()
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.setViewportSize({ width: 890, height: 600 })
  const profile = page
    .getByRole('navigation', { name: 'Profiles' })
    .getByRole('button', { name: 'Playground' })
  await expect(profile).toHaveCSS('justify-content', 'center')
})
