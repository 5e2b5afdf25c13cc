import type { Page } from 'playwright/test'
import { expect, test } from './harness/test.ts'
import { goTo, listing, row } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

const pane = (page: Page) => page.getByRole('complementary', { name: 'Preview' })
const look = (page: Page, name: string) => pane(page).getByRole('radio', { name, exact: true })

test('each kind of object is shown in the way that suits it', async ({ app }) => {
  test.setTimeout(240_000)
  const { page } = app

  await test.step('a Parquet table: rows, then its columns', async () => {
    await goTo(page, 's3://reports/handouts/readings.parquet')
    const table = pane(page).getByRole('table', { name: /Rows of/ })
    await expect(table.getByRole('cell', { name: 'station-02' }).first()).toBeVisible()
    await pane(page).getByRole('radio', { name: 'Schema' }).click()
    await expect(pane(page).getByRole('cell', { name: 'temperature' })).toBeVisible()
  })

  await test.step('a PDF: pages that are drawn, with their text for those who cannot see', async () => {
    await goTo(page, 's3://reports/handouts/the hill station.pdf')
    await expect(pane(page)).toContainText('3 pages')
    await expect(pane(page).getByText(/Page 1\. The hill station/)).toBeAttached()
  })

  await test.step('what a gzip file holds, and more of it when asked', async () => {
    await goTo(page, 's3://reports/handouts/access logs.log.gz')
    const text = pane(page).getByRole('document', { name: /Text of/ })
    await expect(text).toContainText('192.0.2.')
    await pane(page).getByRole('button', { name: 'Load more' }).click()
    await expect(pane(page)).toContainText('The first 327.7 kB are here')
  })

  await test.step('JSON lines as a tree that the keyboard unfolds', async () => {
    await goTo(page, 's3://reports/handouts/readings.jsonl')
    const tree = pane(page).getByRole('tree')
    await tree.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await expect(tree.getByRole('treeitem', { name: /^station: "station-/ }).first()).toBeVisible()
  })

  await test.step('separated values as a table, or as the text they are', async () => {
    await goTo(page, 's3://reports/sales/2024/Q1/sales-q1.csv')
    await expect(pane(page).getByRole('columnheader').nth(1)).toBeVisible()
    await expect(pane(page)).toContainText('separated by commas')
    await look(page, 'Text').click()
    await expect(pane(page).getByRole('document')).toBeVisible()
  })

  await test.step('Markdown laid out for reading', async () => {
    await goTo(page, 's3://reports/sales/2024/Q1/report.md')
    await expect(pane(page).getByRole('heading', { level: 1 })).toContainText('Report')
  })

  await test.step('a page of HTML as what it says, never as a page', async () => {
    await goTo(page, 's3://website/index.html')
    await expect(pane(page).getByRole('document')).toContainText('<!doctype html>')
    expect(page.frames()).toHaveLength(1)
  })

  await test.step('a picture with its size, fitted or enlarged', async () => {
    await goTo(page, 's3://website/images/hills.png')
    await expect(pane(page).getByRole('img', { name: 'hills.png' })).toBeVisible()
    await expect(pane(page)).toContainText('640 × 360')
    await pane(page).getByRole('button', { name: 'Larger' }).click()
    await expect(pane(page)).toContainText('at 200 %')
  })

  await test.step('a drawing as its text, and as a picture when asked', async () => {
    await goTo(page, 's3://website/images/logo.svg')
    await expect(pane(page).getByRole('document')).toContainText('<svg')
    await look(page, 'Picture').click()
    await expect(pane(page).getByRole('img', { name: 'logo.svg' })).toBeVisible()
  })

  await test.step('sound that can be played from the middle', async () => {
    await goTo(page, 's3://photos/2025/Coast walk/waves.wav')
    const player = pane(page).locator('audio')
    await expect.poll(() => player.evaluate((it: HTMLAudioElement) => it.duration)).toBeCloseTo(12)
    await player.evaluate((it: HTMLAudioElement) => {
      it.currentTime = 10
    })
    await expect.poll(() => player.evaluate((it: HTMLAudioElement) => it.seeking)).toBe(false)
  })

  await test.step('bytes for the rest, at any offset', async () => {
    await goTo(page, 's3://reports/handouts/station firmware.bin')
    const bytes = pane(page).getByRole('region', { name: /Bytes of/ })
    await expect(bytes).toContainText('00000000')
    await pane(page).getByRole('textbox', { name: 'Go to an offset' }).fill('0x3e0')
    await page.keyboard.press('Enter')
    await expect(bytes).toContainText('000003e0')
  })

  await test.step('an old text in its own letters, and which those are', async () => {
    await goTo(page, 's3://reports/handouts/Latin-1 text.txt')
    await expect(pane(page).getByRole('document')).toContainText('für die Höhenstation')
    await expect(pane(page)).toContainText('not UTF-8')
  })

  await test.step('why there is nothing to see of what is archived', async () => {
    await goTo(page, 's3://archive/ledgers/2018.csv')
    await expect(pane(page).getByRole('alert')).toContainText('Restore it from the archive first')
  })
})

test('the quick look goes from row to row by the keyboard', async ({ app }) => {
  const { page } = app
  await goTo(page, 's3://website/index.html')
  await expect(row(page, 'index.html')).toHaveAttribute('aria-selected', 'true')
  await listing(page).focus()
  await page.keyboard.press(' ')
  await expect(page.getByRole('dialog', { name: 'Quick look: index.html' })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  const next = page.getByRole('dialog', { name: 'Quick look: robots.txt' })
  await expect(next.getByRole('document')).toContainText('User-agent')
  await page.keyboard.press(' ')
  await expect(next).toBeHidden()
  await expect(row(page, 'robots.txt')).toHaveAttribute('aria-selected', 'true')
  await expect(listing(page)).toBeFocused()
  await page.keyboard.press(' ')
  await expect(next).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(next).toBeHidden()
})

test('what is not one small file says so, and previews can be turned off', async ({ app }) => {
  const { page } = app
  await goTo(page, 's3://website')
  await expect(pane(page)).toContainText('Nothing is selected')
  await row(page, 'images/').click()
  await expect(pane(page)).toContainText('A folder')
  await row(page, 'robots.txt').click()
  await row(page, 'script.js').click({ modifiers: ['Shift'] })
  await expect(pane(page)).toContainText('2 items selected')
  await expect(pane(page)).toContainText('92 B together')

  await page.keyboard.press('ControlOrMeta+,')
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings
    .getByRole('radiogroup', { name: 'Previews by themselves' })
    .getByRole('radio', { name: 'Off' })
    .click()
  await page.keyboard.press('Escape')
  await row(page, 'robots.txt').click()
  await expect(pane(page)).toContainText('Previews are off')
  await pane(page).getByRole('button', { name: 'Show the preview' }).click()
  await expect(pane(page).getByRole('document')).toContainText('User-agent')
})
