import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { Page } from 'playwright/test'
import { addProfile, profileFor } from './harness/profile.ts'
import { type EndpointHello, expect, test } from './harness/test.ts'
import { goTo, listing, openRow, row } from './harness/window.ts'

const NFC = 'é.txt'
const NFD = NFC.normalize('NFD')
const KEYS = [
  'a//b',
  '/leading',
  './here.txt',
  '../up.txt',
  'marker/',
  NFC,
  NFD,
  'trailing ',
  'bell\u0007.txt',
  'invoice\u202efdp.exe',
  'zero\u200bwidth',
]

test('odd names are told apart, selected, opened and deleted, in a list and as icons', async ({
  app,
  endpoint,
}) => {
  const { page } = app
  await addProfile(page, profileFor(endpoint.hello, 'Odd'))
  await store(endpoint.hello, KEYS)
  await goTo(page, 's3://twins')
  // Six of them are in folders: the empty name, a dot, two dots, a and marker.
  await expect(row(page, 'a/')).toBeVisible()
  const names = await namesIn(page)
  expect(new Set(names).size).toBe(11)
  expect(names).toContain(`${NFD}NFD`)
  expect(names.join(' ')).toMatch(/empty name.*two dots|two dots.*empty name/)

  await openRow(page, 'a/')
  await row(page, 'empty name/').dblclick()
  await expect(row(page, 'b')).toBeVisible()
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Backspace')
  await namedRow(page, 'two dots').dblclick()
  await expect(row(page, 'up.txt')).toBeVisible()
  await page.keyboard.press('Backspace')
  // The marker of a folder is no row in it.
  await openRow(page, 'marker/')
  await expect(page.getByText(/empty/i).first()).toBeVisible()
  await page.keyboard.press('Backspace')
  await deleteEach(page, namedRow, ['NFD', 'U+0007', 'two dots', 'marker'])

  await page.getByRole('button', { name: 'As icons' }).click()
  const cells = listing(page).getByRole('gridcell')
  await expect(cells).toHaveCount(7)
  expect(new Set(await cells.allTextContents()).size).toBe(7)
  await namedCell(page, 'empty name').dblclick()
  await expect(namedCell(page, 'leading')).toBeVisible()
  await page.keyboard.press('Backspace')
  await deleteEach(page, namedCell, ['U+202E', 'U+200B', 'space', 'empty name'])
  await expect(cells.filter({ hasText: NFC })).toHaveCount(1)
})

const namedRow = (page: Page, text: string) =>
  listing(page).locator('[data-row][role="row"]').filter({ hasText: text })
const namedCell = (page: Page, text: string) =>
  listing(page).locator('[data-row][role="gridcell"]').filter({ hasText: text })

/** Selects and deletes what shows each text; nothing else may go with it. */
async function deleteEach(page: Page, named: typeof namedRow, texts: readonly string[]) {
  const all = named(page, '')
  for (const text of texts) {
    const one = named(page, text)
    await one.click()
    await expect(one).toHaveAttribute('aria-selected', 'true')
    const before = await all.count()
    await page.keyboard.press('Delete')
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: /^Delete 1 / })
      .click()
    await expect(all).toHaveCount(before - 1)
    await expect(one).toHaveCount(0)
  }
}

async function namesIn(page: Page): Promise<string[]> {
  const cells = await listing(page).locator('[data-row] [role="gridcell"]:first-child').all()
  return Promise.all(cells.map(async cell => (await cell.textContent()) ?? ''))
}

/** Puts an object of each key into a new bucket, exactly as the key is. */
async function store(hello: EndpointHello, keys: readonly string[]) {
  const { endpoint, region, accessKeyId, secretAccessKey } = hello
  const credentials = { accessKeyId, secretAccessKey }
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
  await client.send(new CreateBucketCommand({ Bucket: 'twins' }))
  for (const Key of keys) {
    const Body = Key.endsWith('/') ? '' : `The key is ${Key}`
    await client.send(new PutObjectCommand({ Bucket: 'twins', Key, Body }))
  }
  client.destroy()
}
