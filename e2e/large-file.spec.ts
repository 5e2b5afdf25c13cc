import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dropPaths } from './harness/drop.ts'
import { hashFile, writeLargeFile } from './harness/local-files.ts'
import { type App, test as base, expect } from './harness/test.ts'
import { downloadTo, listing, openRow, row, transfersSettled } from './harness/window.ts'

const GIB = 1024 ** 3
const SIZE = 2 * GIB
/** What the user lets transfers take, in bytes; and all that the process may grow by. */
const BUDGET = 64_000_000
const MOST_GROWTH = 300 * 1024 ** 2

const test = base.extend({
  dataFolder: async ({ dataFolder }, use) => {
    const settings = { version: 1, transferMemory: BUDGET }
    await writeFile(join(dataFolder, 'settings.json'), JSON.stringify(settings))
    await use(dataFolder)
  },
})
test.use({ appArgs: ['--playground'] })
test.skip(process.platform !== 'linux', 'Memory is read from /proc.')

test('2 GiB go up by a drop and come back byte for byte in constant memory', async ({
  app,
  folder,
}) => {
  test.setTimeout(240_000)
  const { page } = app
  const hash = await writeLargeFile(join(folder, 'large.bin'), SIZE, 'large file')
  await openRow(page, 'archive')
  // A small one first: everything that is loaded once is loaded before memory is measured.
  await writeLargeFile(join(folder, 'small.bin'), 16 * 1024 ** 2, 'small file')
  await dropPaths(page, listing(page), [join(folder, 'small.bin')])
  await transfersSettled(page, /1 done/)

  const memory = watchMemory(app)
  await dropPaths(page, listing(page), [join(folder, 'large.bin')])
  await transfersSettled(page, /2 done/, 100_000)
  const upload = memory.growth()
  await row(page, 'large.bin').click()
  await downloadTo(app, join(folder, 'back'))
  await transfersSettled(page, /3 done/, 100_000)
  const download = memory.stop()

  expect(await hashFile(join(folder, 'back', 'large.bin'))).toBe(hash)
  test.info().annotations.push({
    type: 'memory',
    description: `upload grew by ${mib(upload)} MiB, upload and download by ${mib(download)} MiB`,
  })
  expect(upload, 'memory growth in bytes while uploading').toBeLessThan(MOST_GROWTH)
  expect(download, 'memory growth in bytes while downloading').toBeLessThan(MOST_GROWTH)
})

/** Samples the resident memory of the app's process and keeps the highest growth. */
function watchMemory(app: App) {
  const before = app.process.memory()
  let highest = before
  const timer = setInterval(() => {
    highest = Math.max(highest, app.process.memory())
  }, 100)
  const growth = () => highest - before
  return {
    growth,
    stop: () => {
      clearInterval(timer)
      return growth()
    },
  }
}

function mib(bytes: number): number {
  return Math.round(bytes / 1024 ** 2)
}
