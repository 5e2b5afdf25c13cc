import { mkdir, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright/test'
import { dropPaths } from './harness/drop.ts'
import { hashTree, seededBytes, writeTree } from './harness/local-files.ts'
import { type App, expect, test } from './harness/test.ts'
import { goTo, listing, openRow, row, transfersSettled } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

const TREE = {
  'a.txt': 'one',
  'a/b.txt': 'two',
  'a/c/ünï +%.dat': seededBytes(70_000, 'mirror'),
  'z.bin': seededBytes(9_000_000, 'parts'),
}

/** Names the folder: typed in the browser shell, picked by the native dialog on the desktop. */
async function nameFolder({ page, shell, answerDialog }: App, folder: string) {
  if (shell === 'browser') {
    await page.getByRole('textbox', { name: 'Folder of this computer' }).fill(folder)
    return
  }
  await answerDialog([folder])
  await page.getByRole('button', { name: 'Choose…' }).click()
}

function lines(page: Page) {
  return page.getByRole('list', { name: 'Names' }).getByRole('listitem')
}

async function openMirror(page: Page) {
  await listing(page).click({ button: 'right', position: { x: 300, y: 250 } })
  await page.getByRole('menuitem', { name: 'Mirror folder…' }).click()
  await expect(page.getByRole('dialog', { name: 'Mirror a folder' })).toBeVisible()
}

test('a folder goes up and comes down by mouse, with a preview, and what is extra stays', async ({
  app,
  folder,
}) => {
  const { page } = app
  const source = join(folder, 'photos')
  await writeTree(source, TREE)
  await openRow(page, 'notes')
  await dropPaths(page, listing(page), [source])
  await transfersSettled(page, /1 done/)
  await goTo(page, 's3://notes/photos/')
  await expect(row(page, 'a.txt')).toBeVisible()

  // Only what changed is shown as such, each with its reason.
  await writeFile(join(source, 'a.txt'), 'longer than before')
  await writeFile(join(source, 'new.txt'), 'new')
  await rm(join(source, 'a/b.txt'))
  await openMirror(page)
  await nameFolder(app, source)
  await page.getByRole('button', { name: 'Compare' }).click()
  const preview = page.getByRole('dialog', { name: /^Mirror .*photos to notes\/photos\// })
  await expect(preview).toContainText('1 new and 1 changed, 21 B; 2 the same.')
  await expect(lines(page)).toHaveCount(5)
  await expect(lines(page).filter({ hasText: 'a.txt' })).toContainText('Sizes differ.')
  await preview.getByText('Only in the bucket 1', { exact: true }).click()
  await expect(lines(page)).toHaveText([/a\/b\.txt/])
  await preview.getByText('All', { exact: true }).click()

  // One is left out: it is not sent.
  await preview.getByText('Include new.txt').locator('..').locator('..').click()
  await expect(lines(page).filter({ hasText: 'new.txt' })).toContainText('You left it out.')
  await preview.getByRole('button', { name: 'Upload 1' }).click()
  await transfersSettled(page, /2 done/)
  await expect(row(page, 'new.txt')).toHaveCount(0)
  await page.getByRole('button', { name: /^Transfers/ }).click()
  await expect(page.getByText(/from .*photos to notes\/photos\//)).toBeVisible()
  await page.getByRole('button', { name: /^Items of the mirror of photos/ }).click()
  await expect(page.getByRole('list', { name: 'Items' }).getByRole('listitem')).toHaveText([
    /a\.txt/,
  ])
  await page.getByRole('button', { name: 'Back to all transfers' }).click()

  // Down, into another folder: byte for byte, and what is only there stays.
  const other = join(folder, 'copy')
  await writeTree(other, { 'mine.txt': 'mine' })
  await openMirror(page)
  await page.getByText('From the bucket to the folder').click()
  await nameFolder(app, other)
  await page.getByRole('button', { name: 'Compare' }).click()
  await expect(page.getByRole('dialog')).toContainText('4 new and 0 changed')
  await page.getByRole('button', { name: 'Download 4' }).click()
  await transfersSettled(page, /3 done/)
  const { 'mine.txt': mine, ...copied } = await hashTree(other)
  expect(mine).toBeDefined()
  await rm(join(source, 'new.txt'))
  await writeTree(source, { 'a/b.txt': 'two' })
  expect(copied).toEqual(await hashTree(source))

  // Again: there is nothing to do.
  await openMirror(page)
  await page.getByText('From the bucket to the folder').click()
  await nameFolder(app, other)
  await page.getByRole('button', { name: 'Compare' }).click()
  await expect(page.getByRole('dialog')).toContainText('Nothing to copy; 4 the same.')
  await expect(page.getByRole('button', { name: 'Download', exact: true })).toBeDisabled()
})

test('by keyboard alone what is extra is deleted, after a question of its own', async ({
  app,
  folder,
}) => {
  const { page } = app
  const source = join(folder, 'site')
  await writeTree(source, { 'index.html': '<p>', 'old/x.js': 'x', 'old/y.js': 'yy' })
  await openRow(page, 'notes')
  await dropPaths(page, listing(page), [source])
  await transfersSettled(page, /1 done/)
  await row(page, 'site/').click()
  await rm(join(source, 'old'), { recursive: true })

  const compare = async (direction: 'up' | 'down', at: string) => {
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByRole('combobox').fill('mirror folder')
    await expect(page.getByRole('option').first()).toContainText('Mirror folder')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'Mirror a folder' })).toBeVisible()
    if (direction === 'down') await page.keyboard.press('ArrowRight')
    await nameFolder(app, at)
    await expect(page.getByRole('textbox', { name: 'Bucket and folder' })).toHaveValue(
      'notes/site/',
    )
    await page.getByRole('textbox', { name: 'Bucket and folder' }).press('Enter')
    await expect(page.getByRole('dialog')).toContainText('the same.')
  }
  const confirm = async (box: string, question: string) => {
    await page.getByRole('checkbox', { name: box }).press('Space')
    await page.getByRole('button', { name: 'Delete 2…' }).press('Enter')
    const asked = page.getByRole('alertdialog', { name: question })
    await expect(asked.getByRole('button', { name: 'Cancel' })).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
  }
  await compare('up', source)
  await confirm(
    'Delete what is only in the bucket: 2 objects, 3 B',
    'Delete 2 objects from notes/site/',
  )
  await transfersSettled(page, /2 done/)
  await expect(listing(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(row(page, 'index.html')).toBeVisible()
  await expect(row(page, 'old/')).toHaveCount(0)

  // The other way: a folder becomes like the context; a file that changed meanwhile stays.
  const other = join(folder, 'other')
  await mkdir(other)
  await writeTree(other, { 'index.html': '<p>', 'more/1.txt': '1', 'more/2.txt': '2' })
  await page.keyboard.press('Alt+ArrowUp')
  await expect(row(page, 'site/')).toHaveAttribute('aria-selected', 'true')
  await compare('down', other)
  await utimes(join(other, 'more/2.txt'), new Date(0), new Date(0))
  await confirm('Delete what is only in the folder: 2 files, 2 B', `Delete 2 files from ${other}`)
  await transfersSettled(page, /1 failed/)
  expect(Object.keys(await hashTree(other))).toEqual(['index.html', 'more/2.txt'])
})
