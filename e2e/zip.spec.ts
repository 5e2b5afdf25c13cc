import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { dropPaths } from './harness/drop.ts'
import { hashTree, seededBytes, writeTree } from './harness/local-files.ts'
import { type App, expect, test } from './harness/test.ts'
import { listing, openRow, row, transfersSettled } from './harness/window.ts'
import { zipFiles } from './harness/zip-files.ts'

test.use({ appArgs: ['--playground'] })

/** Answers the question where a zip goes. */
async function zipTo({ page, shell }: App, folder: string) {
  if (shell === 'desktop') return
  await page.getByRole('textbox', { name: 'Folder' }).fill(folder)
  await page.getByRole('button', { name: 'Download here' }).click()
}

test('a folder comes down as one zip, and so does all of the place that is shown', async ({
  app,
  folder,
}) => {
  const { page, answerDialog } = app
  const source = join(folder, 'trip')
  await writeTree(source, {
    'a.txt': 'hello\n'.repeat(5000),
    'deep/b.bin': seededBytes(9_000_000, 'b'),
    'deep/deeper/c with space & ünï.json': '{"c":true}',
    'empty.txt': '',
  })
  const target = join(folder, 'zips')
  await mkdir(target)
  await openRow(page, 'notes')
  await dropPaths(page, listing(page), [source])
  await transfersSettled(page, /1 done/)

  await answerDialog([target])
  await row(page, 'trip/').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Download as ZIP…' }).click()
  await zipTo(app, target)
  await transfersSettled(page, /2 done/)
  const unpacked = join(folder, 'unpacked')
  await promisify(execFile)('unzip', ['-q', join(target, 'trip.zip'), '-d', unpacked]).catch(
    error => test.skip(error.code === 'ENOENT', 'there is no unzip here'),
  )
  expect(await hashTree(join(unpacked, 'trip'))).toEqual(await hashTree(source))

  // By keyboard, with nothing selected: the whole bucket.
  await answerDialog([target])
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('dialog').getByRole('combobox').fill('as zip')
  await expect(page.getByRole('dialog').getByRole('option').first()).toContainText('ZIP')
  await page.keyboard.press('Enter')
  await zipTo(app, target)
  await transfersSettled(page, /3 done/)
  const whole = await zipFiles(join(target, 'notes.zip'))
  expect([...whole.keys()]).toEqual(expect.arrayContaining(['trip/a.txt', 'packing list.md']))

  await page.getByRole('button', { name: /^Transfers/ }).click()
  await page.getByRole('button', { name: 'Items of the zip of trip.zip' }).click()
  await expect(page.getByRole('list', { name: 'Items' })).toContainText('matched')
})

test('names that could do harm are told before a zip is made', async ({ app, folder }) => {
  const { page, answerDialog } = app
  const source = join(folder, 'odd')
  await writeTree(source, { 'what?.txt': 'a', 'up\\..\\b.txt': 'b', 'plain.txt': 'c' })
  await openRow(page, 'notes')
  await dropPaths(page, listing(page), [source])
  await transfersSettled(page, /1 done/)
  await answerDialog([folder])
  await row(page, 'odd/').click()
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('dialog').getByRole('combobox').fill('as zip')
  await expect(page.getByRole('dialog').getByRole('option').first()).toContainText('ZIP')
  await page.keyboard.press('Enter')
  await zipTo(app, folder)
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Not every system can unpack it')
  await dialog.getByRole('button', { name: /^Zip .* anyway/ }).click()
  await transfersSettled(page, /2 done/)
  const names = [...(await zipFiles(join(folder, 'odd.zip'))).keys()]
  expect(names.toSorted()).toEqual(['odd/plain.txt', 'odd/up%5C..%5Cb.txt', 'odd/what%3F.txt'])
})
