import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { dropPaths } from './harness/drop.ts'
import { hashFile, hashTree, seededBytes, writeTree } from './harness/local-files.ts'
import { addProfile, profileFor, typeProfile } from './harness/profile.ts'
import { test as base, type EndpointHello, expect } from './harness/test.ts'
import { downloadTo, goTo, listing, openRow, row, transfersSettled } from './harness/window.ts'
import { type Keyring, keyringMissing, startKeyring } from './servers/keyring.ts'

const noKeyring = keyringMissing()

/** The app on a keyring of its own: what a test saves is in a real Secret Service. */
const test = base.extend<{ keyring: Keyring }>({
  keyring: async ({ browserName: _ }, use) => {
    test.skip(noKeyring !== undefined, `Keychain: ${noKeyring}`)
    const keyring = await startKeyring()
    await use(keyring)
    await keyring.stop()
  },
  appEnv: async ({ keyring }, use) => {
    await use(keyring.env)
  },
})

test('from a new profile to files up, back and gone', async ({
  app,
  endpoint,
  folder,
  dataFolder,
}) => {
  const { page } = app
  const s3 = client(endpoint.hello)
  await s3.send(new CreateBucketCommand({ Bucket: 'work' }))
  await s3.send(new PutObjectCommand({ Bucket: 'work', Key: 'logs/2026/old.txt', Body: 'old' }))
  // A secret that stands nowhere else, to look for later.
  const hello = endpoint.hello

  // Profile, tried out before it is saved.
  const editor = await typeProfile(page, { ...profileFor(hello, 'Work'), keep: 'keychain' })
  await editor.getByRole('button', { name: 'Test the connection' }).click()
  await expect(editor.getByText('Found 7 buckets.')).toBeVisible()
  await editor.getByRole('button', { name: 'Save profile' }).click()
  await expect(editor).toBeHidden()

  // Buckets and contexts.
  await openRow(page, 'work')
  await openRow(page, 'logs/')
  await openRow(page, '2026/')
  await expect(row(page, 'old.txt')).toBeVisible()
  await expect(page).toHaveTitle('work/logs/2026 — Work — Pail')

  // A nested folder and a file whose name is taken.
  const source = join(folder, 'source')
  await writeTree(source, {
    'old.txt': 'new content',
    'nested/a.bin': seededBytes(2_000_000, 'a'),
    'nested/deeper/ünï 😀 + %41.txt': 'odd',
  })
  await dropPaths(page, listing(page), [join(source, 'old.txt'), join(source, 'nested')])
  const question = page.getByRole('dialog', { name: /“old\.txt” is already in/ })
  await expect(question).toBeVisible()
  await question.getByRole('radio', { name: 'Replace' }).click()
  await question.getByRole('button', { name: /replace 1/ }).click()
  await transfersSettled(page, /1 done/)
  await expect(row(page, 'nested/')).toBeVisible()

  // Back again, byte for byte.
  await listing(page).focus()
  await page.keyboard.press('ControlOrMeta+a')
  const target = join(folder, 'target')
  await downloadTo(app, target)
  await transfersSettled(page, /2 done/)
  expect(await hashTree(target)).toEqual(await hashTree(source))

  // Gone, after a question that says how many.
  await listing(page).focus()
  await page.keyboard.press('Delete')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete 3 objects' }).click()
  await transfersSettled(page, /3 done/)
  await expect(row(page, 'old.txt')).toBeHidden()
  await expect(row(page, 'nested/')).toBeHidden()

  // The secret is in the keychain and in no file.
  expect(await filesContaining(dataFolder, hello.secretAccessKey)).toEqual([])
})

test('a taken name is kept, skipped or doubled as the user answers, and never replaced unasked', async ({
  app,
  endpoint,
  folder,
}) => {
  const { page } = app
  const s3 = client(endpoint.hello)
  await s3.send(new CreateBucketCommand({ Bucket: 'work' }))
  for (const name of ['a.txt', 'b.txt', 'c.txt']) {
    await s3.send(new PutObjectCommand({ Bucket: 'work', Key: name, Body: `there ${name}` }))
  }
  await addProfile(page, profileFor(endpoint.hello, 'Work'))
  await goTo(page, 's3://work')
  const source = join(folder, 'source')
  await writeTree(source, { 'a.txt': 'mine a', 'b.txt': 'mine b', 'c.txt': 'mine c' })
  const paths = ['a.txt', 'b.txt', 'c.txt'].map(name => join(source, name))

  await dropPaths(page, listing(page), paths)
  const question = page.getByRole('dialog', { name: /3 names are taken/ })
  await question.getByRole('listitem').filter({ hasText: 'a.txt' }).getByText('Replace').click()
  await question.getByRole('listitem').filter({ hasText: 'b.txt' }).getByText('Skip').click()
  await question.getByRole('listitem').filter({ hasText: 'c.txt' }).getByText('Keep both').click()
  await question.getByRole('button', { name: /replace 1/ }).click()
  await transfersSettled(page, /1 done/)
  await expect(row(page, 'c (2).txt')).toBeVisible()

  const target = join(folder, 'target')
  await listing(page).focus()
  await page.keyboard.press('ControlOrMeta+a')
  await downloadTo(app, target)
  await transfersSettled(page, /2 done/)
  const contents = Object.fromEntries(
    await Promise.all(
      (await readdir(target)).map(async name => [name, await readFile(join(target, name), 'utf8')]),
    ),
  )
  expect(contents).toEqual({
    'a.txt': 'mine a',
    'b.txt': 'there b.txt',
    'c.txt': 'there c.txt',
    'c (2).txt': 'mine c',
  })

  // Escape answers nothing, so nothing changes.
  await dropPaths(page, listing(page), [join(source, 'b.txt')])
  await expect(page.getByRole('dialog', { name: /“b\.txt” is already in/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  expect(await hashFile(join(target, 'b.txt'))).not.toBe(await hashFile(join(source, 'b.txt')))
})

test('a locked keychain is named, and the secret can be kept for this session only', async ({
  app,
  endpoint,
  keyring,
  dataFolder,
}) => {
  const { page } = app
  keyring.lock()
  const editor = await typeProfile(page, {
    ...profileFor(endpoint.hello, 'Locked'),
    keep: 'keychain',
  })
  await expect(editor.getByText(/keychain is locked/i)).toBeVisible({ timeout: 15_000 })
  await editor.getByRole('checkbox', { name: /for this session only/ }).click()
  await editor.getByRole('button', { name: 'Save profile' }).click()
  await expect(editor).toBeHidden()
  await expect(row(page, 'photos')).toBeVisible()
  expect(await filesContaining(dataFolder, endpoint.hello.secretAccessKey)).toEqual([])
})

test('a read-only profile offers nothing that changes anything', async ({ app, endpoint }) => {
  const { page } = app
  const s3 = client(endpoint.hello)
  await s3.send(new CreateBucketCommand({ Bucket: 'work' }))
  await s3.send(new PutObjectCommand({ Bucket: 'work', Key: 'keep.txt', Body: 'kept' }))
  await addProfile(page, { ...profileFor(endpoint.hello, 'Careful'), readOnly: true })
  await openRow(page, 'work')
  await row(page, 'keep.txt').click()
  await expect(page.getByRole('button', { name: 'Upload' })).toBeDisabled()
  await expect(page.getByRole('button', { name: 'New folder' })).toBeDisabled()
  await page.keyboard.press('Delete')
  await expect(page.getByRole('alertdialog')).toBeHidden()
  await expect(row(page, 'keep.txt')).toBeVisible()
})

function client({ endpoint, region, accessKeyId, secretAccessKey }: EndpointHello): S3Client {
  const credentials = { accessKeyId, secretAccessKey }
  return new S3Client({ endpoint, region, credentials, forcePathStyle: true })
}

/** The files under a folder that hold a text anywhere. */
async function filesContaining(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const found: string[] = []
  for (const entry of entries.filter(each => each.isFile())) {
    const path = join(entry.parentPath, entry.name)
    if ((await readFile(path)).includes(text)) found.push(path)
  }
  return found
}
