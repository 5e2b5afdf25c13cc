import { join } from 'node:path'
import type { Page } from 'playwright/test'
import { dropPaths } from './harness/drop.ts'
import { seededBytes, writeTree } from './harness/local-files.ts'
import { expect, test } from './harness/test.ts'
import { goTo, listing, row, transfersSettled } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

/** The other views, and how one gets to them from the one before. */
const VIEWS: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  [
    'quick-look',
    async page => {
      await goTo(page, 's3://website')
      await row(page, 'index.html').click()
      await page.keyboard.press('Space')
      await expect(page.getByRole('dialog')).toContainText('<title>')
    },
  ],
  [
    'icons',
    async page => {
      await goTo(page, 's3://photos/2025/Coast walk/')
      await page.getByRole('button', { name: 'Icons' }).click()
      await expect(page.locator('[role="grid"] img').first()).toBeVisible()
      await page.waitForLoadState('networkidle')
    },
  ],
  [
    'search',
    async page => {
      await goTo(page, 's3://photos')
      await page.keyboard.press('ControlOrMeta+Shift+f')
      await page.keyboard.type('IMG_10')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('search')).toContainText('complete')
    },
  ],
  [
    'palette',
    async page => {
      await page.keyboard.press('ControlOrMeta+k')
      await page.getByRole('dialog').getByRole('combobox').fill('copy')
      await expect(page.getByRole('option', { name: /Copy ARN/ })).toBeVisible()
    },
  ],
  [
    'two-panes',
    async page => {
      await goTo(page, 's3://reports')
      await expect(page).toHaveTitle(/^reports/)
      await page.keyboard.press('F3')
      await expect(listing(page)).toHaveCount(2)
      await page.keyboard.press('ControlOrMeta+l')
      await page.getByRole('combobox', { name: 'Go to' }).fill('s3://website')
      await page.keyboard.press('Enter')
      await expect(page).toHaveTitle(/^website/)
    },
  ],
]

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('the documentation shows each view of the window as it is', async ({
      app,
      folder,
    }, testInfo) => {
      const { page } = app
      await writeTree(folder, {
        'press kit/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
        'press kit/portrait.jpg': seededBytes(2_400_000, 'portrait'),
        'changelog.md': '# Changelog\n',
        'tour.mp4': seededBytes(18_000_000, 'tour'),
      })
      await goTo(page, 's3://website')
      await expect(row(page, 'images/')).toBeVisible()
      const paths = ['press kit', 'changelog.md', 'tour.mp4'].map(name => join(folder, name))
      await dropPaths(page, listing(page), paths)
      await transfersSettled(page, /1 done/)
      await page.getByRole('region', { name: 'Transfers' }).getByRole('button').first().click()
      await row(page, 'tour.mp4').click()
      await row(page, 'index.html').click({ modifiers: ['ControlOrMeta'] })
      await expect(page.getByRole('main')).toContainText('2 selected')
      const renew = process.env['PAIL_DOCS'] && app.shell === 'browser'
      const picture = (view: string) => {
        const name = `${view}-${colorScheme}.png`
        return page.screenshot({ path: renew ? join('docs', name) : testInfo.outputPath(name) })
      }
      await picture('pail')

      await page.getByRole('button', { name: /^Transfers/, expanded: true }).click()
      for (const [view, show] of VIEWS) {
        await show(page)
        await page.mouse.move(700, 790)
        await picture(view)
        await page.keyboard.press('Escape')
      }
    })
  })
}
