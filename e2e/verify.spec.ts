import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { dropPaths } from './harness/drop.ts'
import { writeTree } from './harness/local-files.ts'
import { addProfile, profileFor } from './harness/profile.ts'
import { type EndpointHello, expect, test } from './harness/test.ts'
import { goTo, listing, row, transfersSettled } from './harness/window.ts'

test('a finished transfer is verified again without a download, and so is its saved receipt', async ({
  app,
  endpoint,
  folder,
}) => {
  const { page, shell, answerDialog } = app
  const sdk = clientOf(endpoint.hello)
  await sdk.send(new CreateBucketCommand({ Bucket: 'kept' }))
  await sdk.send(new PutObjectCommand({ Bucket: 'kept', Key: 'first.txt', Body: 'first' }))
  await addProfile(page, profileFor(endpoint.hello, 'Kept'))
  await goTo(page, 's3://kept')
  const source = join(folder, 'trip')
  await writeTree(source, { 'a.txt': 'aaa', 'b.txt': 'bbb', 'c.txt': 'ccc' })
  await dropPaths(page, listing(page), [source])
  await transfersSettled(page, /1 done/)
  await expect(row(page, 'trip/')).toBeVisible()

  await page.getByRole('button', { name: /^Transfers/ }).click()
  await page.getByRole('button', { name: /^Items of the upload of/ }).click()
  await page.getByRole('button', { name: 'Verify again' }).click()
  const dialog = page.getByRole('dialog', { name: 'Verify again' })
  await expect(dialog.getByRole('status')).toContainText('All 3 objects are still what was moved.')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  await sdk.send(new PutObjectCommand({ Bucket: 'kept', Key: 'trip/a.txt', Body: 'longer' }))
  await sdk.send(new DeleteObjectCommand({ Bucket: 'kept', Key: 'trip/b.txt' }))
  sdk.destroy()
  await page.getByRole('button', { name: 'Verify again' }).click()
  await expect(dialog.getByRole('radio', { name: 'Changed 1' })).toBeVisible()
  await dialog.getByRole('radio', { name: 'Gone 1' }).click()
  await expect(dialog.getByRole('list', { name: 'Objects' })).toContainText('no longer there')
  await expect(dialog.getByRole('list', { name: 'Objects' })).not.toContainText('a.txt')
  await page.keyboard.press('Escape')

  // The same by a receipt that was saved.
  await answerDialog([folder])
  await page.getByRole('button', { name: 'Export the items' }).click()
  await page.getByRole('menuitem', { name: 'Receipt as CSV' }).click()
  const saved = page.getByText(/Pail receipt .*\.csv/)
  await expect(saved).toBeVisible()
  const path = (await saved.textContent()) ?? ''
  await answerDialog([path])
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('dialog').getByRole('combobox').fill('verify a receipt')
  await expect(page.getByRole('dialog').getByRole('option').first()).toContainText('receipt')
  const chosen = shell === 'browser' ? page.waitForEvent('filechooser') : undefined
  await page.keyboard.press('Enter')
  await (await chosen)?.setFiles(path)
  await expect(dialog.getByRole('radio', { name: 'The same 1' })).toBeVisible()
  await answerDialog([folder])
  await dialog.getByRole('button', { name: 'Export as JSON' }).click()
  await expect(page.getByText(/Pail verification .*\.json/)).toBeVisible()
  if (shell === 'desktop')
    expect(await readdir(folder)).toContainEqual(expect.stringMatching(/^Pail verification/))
})

function clientOf({ endpoint, region, accessKeyId, secretAccessKey }: EndpointHello) {
  const credentials = { accessKeyId, secretAccessKey }
  return new S3Client({ endpoint, region, credentials, forcePathStyle: true })
}
