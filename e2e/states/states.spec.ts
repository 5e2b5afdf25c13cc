import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from 'playwright/test'
import { installFakeBridge } from './fake-bridge.ts'
import { NOW } from './sample.ts'
import { states } from './states.ts'
import { serveWindow } from './static-files.ts'

/** Where pictures of all states go when somebody wants to look at them. */
const pictures = process.env['PAIL_PICTURES']

let server: Awaited<ReturnType<typeof serveWindow>>
test.beforeAll(async () => {
  server = await serveWindow(process.env['PAIL_WINDOW'] ?? 'dist/renderer')
  if (pictures) await mkdir(pictures, { recursive: true })
})
test.afterAll(() => server.close())

for (const { name, scenario, act, shows } of states) {
  test(`${name} is shown and can be read by everyone, in light and dark`, async ({ page }) => {
    const troubles = complaintsOf(page)
    await page.clock.install({ time: NOW })
    await page.clock.resume()
    await page.addInitScript(installFakeBridge, scenario)
    await page.goto(server.url)
    await act?.(page)
    await expect(page.getByText(shows).first()).toBeVisible()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const { violations } = await axe(page).analyze()
      expect.soft(violations.map(summary), `axe, ${colorScheme}`).toEqual([])
      await takePictures(page, `${name}-${colorScheme}`)
    }
    expect(troubles).toEqual([])
  })
}

/** Everything axe knows of, but for landmarks: menus and tooltips float outside of them. */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).disableRules(['region'])
}

/** What the browser complains about: an error of a script, or of the policy. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(String(error)))
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return complaints
}

function summary({
  id,
  nodes,
}: {
  id: string
  nodes: { html: string; failureSummary?: string }[]
}) {
  return { id, nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`) }
}

async function takePictures(page: Page, name: string) {
  if (!pictures) return
  const file = name.replaceAll(' ', '-')
  for (const [width, height] of [
    [900, 600],
    [1280, 800],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.screenshot({ path: join(pictures, `${file}-${width}.png`) })
  }
}
