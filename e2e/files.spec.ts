import { join } from 'node:path'
import { dropPaths } from './harness/drop.ts'
import { hashTree, seededBytes, writeTree } from './harness/local-files.ts'
import { expect, test } from './harness/test.ts'
import { downloadTo, listing, openRow, row, transfersSettled } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

test('a nested folder goes up by a drop and comes back byte for byte', async ({ app, folder }) => {
  const { page } = app
  const source = join(folder, 'trip')
  await writeTree(source, {
    'a.txt': 'hello\n',
    'deep/b.bin': seededBytes(300_000, 'b'),
    'deep/deeper/c with space & ünï.json': '{"c":true}',
    'empty.txt': '',
  })
  await openRow(page, 'notes')
  await expect(row(page, 'packing list.md')).toBeVisible()
  await dropPaths(page, listing(page), [source])
  await transfersSettled(page, /1 done/)
  await expect(row(page, 'trip/')).toBeVisible()
  await row(page, 'trip/').click()
  const target = join(folder, 'back')
  await downloadTo(app, target)
  await expect
    .poll(() => hashTree(target).catch(() => ({})))
    .toEqual(
      Object.fromEntries(
        Object.entries(await hashTree(source)).map(([path, hash]) => [`trip/${path}`, hash]),
      ),
    )
})
