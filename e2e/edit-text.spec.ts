import type { Page } from 'playwright/test'
import { OtherProgram } from './harness/bucket.ts'
import { addProfile, profileFor } from './harness/profile.ts'
import { expect, test } from './harness/test.ts'
import { goTo, row } from './harness/window.ts'

const sheet = (page: Page, name: string) => page.getByRole('dialog', { name: `Edit ${name}` })
const text = (page: Page, name: string) => page.getByRole('textbox', { name: `Text of ${name}` })

/** Opens a text in the editor, by the keyboard. */
async function edit(page: Page, name: string) {
  await row(page, name).click()
  await page.keyboard.press('F4')
  await expect(text(page, name)).toBeFocused()
}

test('a text is edited in place, and nothing of it or of others is lost', async ({
  app,
  endpoint,
}) => {
  test.setTimeout(240_000)
  const { page } = app
  const other = new OtherProgram(endpoint.hello, 'texts')
  await other.makeBucket()
  await other.put('windows.txt', '\ufeffeins\r\nzwei\r\n', { Metadata: { author: 'ada' } })
  await other.put('shared.md', '# Plan\n')
  await other.put('picture.txt', new Uint8Array([0, 1, 2, 3]))
  await addProfile(page, profileFor(endpoint.hello, 'Local'))
  await goTo(page, 's3://texts')

  await test.step('line ends and the byte order mark stay as they were', async () => {
    await edit(page, 'windows.txt')
    await page.keyboard.press('ControlOrMeta+End')
    await page.keyboard.type('drei\nvier')
    await expect(sheet(page, 'windows.txt')).toContainText('edited')
    await page.keyboard.press('ControlOrMeta+s')
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    await expect(sheet(page, 'windows.txt')).not.toContainText('edited')
    expect((await other.read('windows.txt')).toString()).toBe('\ufeffeins\r\nzwei\r\ndrei\r\nvier')
  })

  await test.step('what is undone is not edited any more', async () => {
    await page.keyboard.type('!')
    await expect(sheet(page, 'windows.txt')).toContainText('edited')
    await page.keyboard.press('ControlOrMeta+z')
    await expect(sheet(page, 'windows.txt')).not.toContainText('edited')
    await page.keyboard.press('Escape')
    await expect(sheet(page, 'windows.txt')).toBeHidden()
  })

  await test.step('leaving with changes asks first', async () => {
    await edit(page, 'shared.md')
    await page.keyboard.type('mine ')
    await page.keyboard.press('Escape')
    const question = page.getByRole('alertdialog', { name: /Discard what you changed/ })
    await question.getByRole('button', { name: 'Keep editing' }).click()
    await expect(text(page, 'shared.md')).toContainText('mine # Plan')
  })

  await test.step('a version of somebody else is not overwritten unasked', async () => {
    await other.put('shared.md', '# Their plan\n')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    const question = page.getByRole('alertdialog', { name: /was changed meanwhile/ })
    await question.getByRole('button', { name: 'Keep editing' }).click()
    await expect(text(page, 'shared.md')).toContainText('mine # Plan')
    expect((await other.read('shared.md')).toString()).toBe('# Their plan\n')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await question.getByRole('button', { name: 'Save a copy' }).click()
    await expect(page.getByText('Saved as shared (2).md')).toBeVisible()
    expect((await other.read('shared.md')).toString()).toBe('# Their plan\n')
    expect((await other.read('shared (2).md')).toString()).toBe('mine # Plan\n')
    await page.keyboard.press('Escape')
    await expect(row(page, 'shared (2).md')).toBeVisible()
  })

  await test.step('a server that is gone costs nothing that was typed', async () => {
    await edit(page, 'shared.md')
    await page.keyboard.type('kept ')
    await endpoint.stop()
    await page.keyboard.press('ControlOrMeta+s')
    await expect(sheet(page, 'shared.md').getByRole('alert')).toContainText(/could not/)
    await expect(text(page, 'shared.md')).toContainText('kept # Their plan')
    await endpoint.startAgain()
    await page.keyboard.press('ControlOrMeta+s')
    await expect(sheet(page, 'shared.md')).not.toContainText('edited')
    expect((await other.read('shared.md')).toString()).toBe('kept # Their plan\n')
    await page.keyboard.press('Escape')
  })

  await test.step('what is no text is not opened as one', async () => {
    await row(page, 'picture.txt').click()
    await page.keyboard.press('F4')
    await expect(sheet(page, 'picture.txt')).toContainText('it is no text')
    await page.keyboard.press('Escape')
  })
})

test('a read-only profile edits nothing, and says why', async ({ app, endpoint }) => {
  const { page } = app
  const other = new OtherProgram(endpoint.hello, 'texts')
  await other.makeBucket()
  await other.put('a.txt', 'text')
  await addProfile(page, { ...profileFor(endpoint.hello, 'Guarded'), readOnly: true })
  await goTo(page, 's3://texts')
  await row(page, 'a.txt').click()
  const button = page.getByRole('button', { name: 'Edit the text' })
  await button.hover()
  await expect(page.getByText(/this profile is read-only/)).toBeVisible()
  await page.keyboard.press('F4')
  await expect(page.getByText('This profile is read-only').first()).toBeVisible()
  await expect(sheet(page, 'a.txt')).toBeHidden()
})
