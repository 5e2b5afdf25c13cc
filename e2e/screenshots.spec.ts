import { join } from 'node:path'
import { dropPaths } from './harness/drop.ts'
import { seededBytes, writeTree } from './harness/local-files.ts'
import { expect, test } from './harness/test.ts'
import { goTo, listing, row, transfersSettled } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('the README shows the window as it is', async ({ app, folder }, testInfo) => {
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
      const name = `pail-${colorScheme}.png`
      const renew = process.env['PAIL_DOCS'] && app.shell === 'browser'
      await page.screenshot({ path: renew ? join('docs', name) : testInfo.outputPath(name) })
    })
  })
}
