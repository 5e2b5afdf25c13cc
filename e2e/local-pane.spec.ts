import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { hashTree, seededBytes, writeTree } from './harness/local-files.ts'
import { pane, rowIn } from './harness/panes.ts'
import { expect, test } from './harness/test.ts'
import { goTo, transfersSettled } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

test('files go both ways between a bucket and a local folder, by mouse and by keyboard', async ({
  app,
  folder,
}) => {
  const { page } = app
  const local = join(folder, 'desk')
  await writeTree(local, {
    'plan.bin': seededBytes(300_000, 'local 1'),
    'trip/day one.txt': seededBytes(4_000, 'local 2'),
    'trip/deep/day two.txt': seededBytes(5_000, 'local 3'),
    'target/keep.txt': seededBytes(10, 'local 4'),
  })
  const source = await hashTree(join(local, 'trip'))
  await goTo(page, 's3://notes')
  await expect(page.getByRole('row').nth(1)).toBeVisible()

  await app.answerDialog([local])
  await page.keyboard.press('Shift+F3')
  if (app.shell === 'browser') {
    await page.getByRole('textbox', { name: 'Folder' }).fill(local)
    await page.getByRole('button', { name: 'Show folder' }).click()
  }
  await expect(pane(page, 0)).toHaveAttribute('aria-current', 'true')
  await expect(rowIn(page, 1, 'plan.bin')).toBeVisible()

  // Mouse: one file up; an object down, into a folder row.
  await rowIn(page, 1, 'plan.bin').click()
  await rowIn(page, 1, 'plan.bin').dragTo(pane(page, 0).getByRole('grid'))
  await transfersSettled(page, /1 done/)
  await expect(rowIn(page, 0, 'plan.bin')).toBeVisible()
  await rowIn(page, 0, 'plan.bin').click()
  await rowIn(page, 0, 'plan.bin').dragTo(rowIn(page, 1, 'target/'))
  await transfersSettled(page, /2 done/)
  const [sent, came] = await Promise.all([
    readFile(join(local, 'plan.bin')),
    readFile(join(local, 'target', 'plan.bin')),
  ])
  expect(came.equals(sent)).toBe(true)

  // Keyboard: a folder up; then down again into the folder that is open, which shows it by itself.
  await rowIn(page, 1, 'trip/').click()
  await page.keyboard.press('Alt+c')
  await transfersSettled(page, /3 done/)
  await rowIn(page, 1, 'target/').dblclick()
  await expect(pane(page, 1).getByRole('navigation', { name: 'Path' })).toContainText('target')
  await rowIn(page, 0, 'trip/').click()
  await page.keyboard.press('Alt+c')
  await transfersSettled(page, /4 done/)
  await expect(rowIn(page, 1, 'trip/')).toBeVisible()
  expect(await hashTree(join(local, 'target', 'trip'))).toEqual(source)

  // What is there already is asked about.
  await page.keyboard.press('Alt+c')
  await expect(page.getByRole('dialog')).toContainText('names are taken in the download folder')
  await page.keyboard.press('Escape')

  // Up leads back to the folder that was chosen, and no further.
  await page.keyboard.press('F6')
  await page.keyboard.press('Alt+ArrowUp')
  await expect(rowIn(page, 1, 'target/')).toBeVisible()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(rowIn(page, 1, 'plan.bin')).toBeVisible()
  expect((await stat(join(local, 'plan.bin'))).size).toBe(300_000)
})
