import { join } from 'node:path'
import type { Page } from 'playwright/test'
import { dropPaths } from './harness/drop.ts'
import { seededBytes, writeTree } from './harness/local-files.ts'
import { addProfile, profileFor, typeProfile } from './harness/profile.ts'
import { expect, test } from './harness/test.ts'
import { goTo, listing, openRow, row, transfersSettled } from './harness/window.ts'

/** The panel that stands where the listing would, with what to do as a button. */
async function expectTrouble(page: Page, title: RegExp, action: string) {
  const panel = page.getByRole('main')
  await expect(panel.getByRole('heading', { level: 2, name: title })).toBeVisible()
  await expect(panel.getByRole('button', { name: action })).toBeVisible()
  await expect(panel.getByText('Details')).toBeVisible()
}

test('a wrong secret is named, and leads to the profile', async ({ app, endpoint }) => {
  const { page } = app
  const right = profileFor(endpoint.hello, 'Wrong secret')
  const accessKeyId = endpoint.hello.accessKeyId
  await addProfile(page, { ...right, keys: { accessKeyId, secretAccessKey: 'not-the-secret' } })
  await expectTrouble(page, /secret/i, 'Edit profile')
})

test('an unknown access key is named, and leads to the profile', async ({ app, endpoint }) => {
  const { page } = app
  const keys = { accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' }
  await addProfile(page, { ...profileFor(endpoint.hello, 'Wrong key'), keys })
  await expectTrouble(page, /access key/i, 'Edit profile')
})

test('an endpoint that does not answer is named, and can be tried again', async ({
  app,
  endpoint,
}) => {
  const { page } = app
  await endpoint.stop()
  await addProfile(page, profileFor(endpoint.hello, 'Gone'))
  await expectTrouble(page, /cannot be reached|did not answer/i, 'Try again')
  await expect(page.getByRole('main')).toContainText(new URL(endpoint.hello.endpoint).host)
})

test('a missing bucket is named, in the path bar as at the start of a profile', async ({
  app,
  endpoint,
}) => {
  const { page } = app
  await addProfile(page, profileFor(endpoint.hello, 'Work'))
  await expect(row(page, 'photos')).toBeVisible()
  await goTo(page, 's3://there-is-no-such-bucket/x/')
  await expect(page.getByRole('alert')).toContainText('no bucket “there-is-no-such-bucket”')
  await expect(row(page, 'photos')).toBeVisible()
  await page.keyboard.press('Escape')

  await addProfile(page, { ...profileFor(endpoint.hello, 'Lost'), start: 'not-here-either/x/' })
  await expectTrouble(page, /bucket/i, 'Try again')
  await expect(page.getByRole('main')).toContainText('not-here-either')
})

test('a denied bucket list asks for a bucket name; a denied listing says so', async ({
  app,
  endpoint,
}) => {
  const { page } = app
  const { endpoint: url, region } = endpoint.hello
  await addProfile(page, { name: 'Public', endpoint: url, region })
  await expect(page.getByRole('main')).toContainText(/list buckets|bucket list/i)
  await page.getByRole('textbox', { name: 'Bucket' }).fill('photos')
  await page.keyboard.press('Enter')
  await expectTrouble(page, /may not|not allowed|denied/i, 'Try again')
})

test('the connection test tells which step failed and why', async ({ app, endpoint }) => {
  const { page } = app
  const keys = { accessKeyId: endpoint.hello.accessKeyId, secretAccessKey: 'not-the-secret' }
  const editor = await typeProfile(page, { ...profileFor(endpoint.hello, 'Wrong'), keys })
  await editor.getByRole('button', { name: 'Test the connection' }).click()
  const steps = editor.getByRole('list', { name: 'Connection test' }).getByRole('listitem')
  await expect(steps.nth(0).getByRole('img', { name: 'Passed' })).toBeVisible()
  await expect(steps.nth(1).getByRole('img', { name: 'Failed' })).toBeVisible()
  await expect(steps.nth(1)).toContainText(/secret/i)
})

test('an upload to an endpoint that has gone says so, and goes on when it is back', async ({
  app,
  endpoint,
  folder,
}) => {
  const { page } = app
  await addProfile(page, profileFor(endpoint.hello, 'Work'))
  await openRow(page, 'notes')
  await writeTree(folder, { 'late.txt': 'late' })
  await expect(row(page, 'packing list.md')).toBeVisible()
  await endpoint.stop()
  await dropPaths(page, listing(page), [join(folder, 'late.txt')])
  const question = page.getByRole('dialog', { name: 'Upload could not start' })
  await expect(question).toContainText('nothing answers at', { timeout: 30_000 })
  await endpoint.startAgain()
  await question.getByRole('button', { name: 'Try again' }).click()
  await transfersSettled(page, /1 done/)
  await expect(row(page, 'late.txt')).toBeVisible()
})

test('a wrong address is refused before anything is sent', async ({ app, endpoint }) => {
  const { page } = app
  const profile = { ...profileFor(endpoint.hello, 'Typo'), endpoint: 'not a url' }
  const editor = await typeProfile(page, profile)
  await editor.getByRole('button', { name: 'Save profile' }).click()
  await expect(editor.getByText(/must be a URL such as/)).toBeVisible()
  await expect(editor).toBeVisible()
})

test('a transfer that is canceled leaves nothing behind', async ({ app, endpoint, folder }) => {
  const { page } = app
  await addProfile(page, profileFor(endpoint.hello, 'Work'))
  await openRow(page, 'notes')
  await writeTree(folder, { 'big.bin': new Uint8Array(400 * 1024 * 1024) })
  await dropPaths(page, listing(page), [join(folder, 'big.bin')])
  await page.getByRole('region', { name: 'Transfers' }).getByRole('button').first().click()
  await page
    .getByRole('button', { name: /^Cancel/ })
    .first()
    .click()
  await transfersSettled(page, /1 canceled/)
  await expect(row(page, 'big.bin')).toBeHidden()
})

test('a transfer that loses its endpoint waits for it, and goes on when it is there again', async ({
  app,
  endpoint,
  folder,
}) => {
  test.setTimeout(150_000)
  const { page } = app
  await addProfile(page, profileFor(endpoint.hello, 'Work'))
  await openRow(page, 'notes')
  await writeTree(folder, { 'big.bin': seededBytes(40_000_000, 'big') })
  await writeTree(folder, { 'more.bin': new Uint8Array(600 * 1024 * 1024) })
  await dropPaths(page, listing(page), [join(folder, 'big.bin'), join(folder, 'more.bin')])
  const transfers = page.getByRole('region', { name: 'Transfers' })
  // Under way, no longer looked through.
  await expect(transfers).toContainText(/B\/s/)
  await endpoint.stop()
  const banner = page.getByRole('region', { name: 'Network' })
  await expect(banner).toContainText('1 transfer waits for the network', { timeout: 60_000 })
  await expect(transfers).toContainText('Waiting for the network')
  await banner.getByRole('button', { name: 'Try now' }).click()
  await expect(banner).toContainText('1 transfer waits for the network')
  // It goes on by itself: nobody has to be there.
  await endpoint.startAgain()
  await transfersSettled(page, /1 done/, 60_000)
  await expect(banner).toBeHidden()
  await expect(row(page, 'more.bin')).toBeVisible()
})
