import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { Page } from 'playwright/test'
import { PLAYGROUND_PROFILE_ID } from '#shared/profile.ts'
import { startChild } from './harness/child.ts'
import { type EndpointHello, expect, test as withApp } from './harness/test.ts'
import { goTo, listing, row } from './harness/window.ts'

const KEY = 'from its program.txt'
const ID = '00000000-0000-4000-8000-000000000001'
const fileOf = (dataFolder: string) => join(dataFolder, 'edits', ID, KEY)

/** The folder as an earlier Pail left it: an object is open in a program, which saved it since. */
const test = withApp.extend({
  dataFolder: async ({ dataFolder }, use) => {
    const { hello, stop } = await startChild<EndpointHello>([
      'dist/playground.mjs',
      '--port',
      '0',
      '--data',
      join(dataFolder, 'playground'),
    ])
    const { endpoint, region, ...credentials } = hello
    const sdk = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
    const object = { Bucket: 'notes', Key: KEY, Body: 'one', ContentType: 'text/plain' }
    const { ETag } = await sdk.send(new PutObjectCommand(object))
    sdk.destroy()
    await stop()

    const file = fileOf(dataFolder)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, 'two')
    const edit = {
      id: ID,
      profileId: PLAYGROUND_PROFILE_ID,
      bucket: 'notes',
      key: KEY,
      fileName: KEY,
      etag: ETag?.replaceAll('"', ''),
      stored: createHash('sha256').update('one').digest('hex'),
      readOnly: false,
    }
    await writeFile(join(dataFolder, 'edits.json'), JSON.stringify({ version: 1, edits: [edit] }))
    await use(dataFolder)
  },
})

test.use({ appArgs: ['--playground'] })

const edits = (page: Page) => page.getByRole('region', { name: 'Open in other programs' })
const preview = (page: Page) => page.getByRole('complementary', { name: 'Preview' })
const question = (page: Page, what: string) =>
  page.getByRole('alertdialog', { name: `“${KEY}” was ${what} meanwhile` })

/** Somebody else changes the object: here by the editor of the window itself. */
async function changeTo(page: Page, name: string, text: string) {
  await row(page, name).click()
  await page.keyboard.press('F4')
  await expect(page.getByRole('textbox', { name: `Text of ${name}` })).toBeFocused()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(text)
  const sheet = page.getByRole('dialog', { name: `Edit ${name}` })
  await expect(sheet).toContainText('edited')
  await page.keyboard.press('ControlOrMeta+s')
  await expect(sheet).not.toContainText('edited')
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
}

test('what a program saves is uploaded at each save; what another one stored is asked about', async ({
  app,
  dataFolder,
}) => {
  const { page, shell } = app
  const save = (text: string) => writeFile(fileOf(dataFolder), text)
  await goTo(page, 's3://notes')
  await row(page, KEY).click()
  await expect(preview(page).getByRole('document')).toContainText('one')

  if (shell === 'browser') {
    await test.step('a page starts no program, and says so', async () => {
      await page.keyboard.press('ControlOrMeta+k')
      await page.getByRole('combobox').fill('Open in its program')
      await expect(page.getByRole('option').first()).toContainText('only the desktop app')
      await page.keyboard.press('Escape')
      await edits(page)
        .getByRole('button', { name: `Open ${KEY} again` })
        .click()
      await expect(page.getByText(/^A page in a browser cannot open files/).first()).toBeVisible()
    })
  }

  await test.step('what was found is uploaded when asked, and what is saved later by itself', async () => {
    await expect(edits(page)).toContainText('not uploaded before Pail ended')
    await edits(page)
      .getByRole('button', { name: `Upload ${KEY}` })
      .click()
    await expect(edits(page).locator('output')).toContainText('Uploaded')
    await row(page, KEY).click()
    await expect(preview(page).getByRole('document')).toContainText('two')
    await save('three')
    await expect(preview(page).getByRole('document')).toContainText('three')
  })

  await test.step('of what was changed meanwhile both are kept, decided later by the keyboard', async () => {
    await changeTo(page, KEY, 'theirs')
    await save('mine')
    await expect(question(page, 'changed')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(question(page, 'changed')).toBeHidden()
    await edits(page).getByRole('button', { name: 'Resolve' }).press('Enter')
    await expect(page.getByRole('button', { name: 'Keep both' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(row(page, 'from its program (2).txt')).toBeVisible()
    await row(page, KEY).click()
    await expect(preview(page).getByRole('document')).toContainText('theirs')
    await row(page, 'from its program (2).txt').click()
    await expect(preview(page).getByRole('document')).toContainText('mine')
  })

  await test.step('from then on the copy is what is edited; theirs is overwritten when asked', async () => {
    await changeTo(page, 'from its program (2).txt', 'theirs again')
    await save('mine again')
    const asked = page.getByRole('alertdialog', { name: /changed meanwhile/ })
    await asked.getByRole('button', { name: 'Overwrite theirs' }).click()
    await expect(edits(page).locator('output')).toContainText('Uploaded')
    await row(page, 'from its program (2).txt').click()
    await expect(preview(page).getByRole('document')).toContainText('mine again')
  })

  await test.step('what was deleted meanwhile can be let go of, after a question', async () => {
    await row(page, 'from its program (2).txt').click()
    await page.keyboard.press('Delete')
    await page.getByRole('button', { name: 'Delete 1 object' }).click()
    await expect(row(page, 'from its program (2).txt')).toHaveCount(0)
    await save('for nobody')
    const asked = page.getByRole('alertdialog', { name: /deleted meanwhile/ })
    await asked.getByRole('button', { name: 'Discard mine…' }).click()
    await page.getByRole('button', { name: 'Discard changes' }).click()
    await expect(edits(page)).toHaveCount(0)
    await expect(listing(page)).toBeVisible()
  })
})
