import { expect, test } from './harness/test.ts'
import { goTo, row } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('the README shows the window as it is', async ({ app }) => {
      test.skip(app.shell === 'desktop', 'One picture is enough.')
      const { page } = app
      await goTo(page, 's3://reports')
      await expect(
        page.getByRole('grid', { name: 'Objects' }).getByRole('row').nth(3),
      ).toBeVisible()
      await page.getByRole('row').nth(3).click()
      await expect(row(page, 'archive')).toBeHidden()
      await page.screenshot({ path: `docs/pail-${colorScheme}.png` })
    })
  })
}
