import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type BrowserContext, expect, type Page, test } from 'playwright/test'
import { installFakeBridge } from './fake-bridge.ts'
import { NOW } from './sample.ts'
import { states } from './states.ts'
import { serveWindow } from './static-files.ts'

/** Where pictures of all states go when somebody wants to look at them. */
const pictures = process.env['PAIL_PICTURES']

let server: Awaited<ReturnType<typeof serveWindow>>
/** One for all states: what the browser has compiled once it does not compile again. */
let context: BrowserContext
test.beforeAll(async ({ browser, contextOptions, viewport }) => {
  server = await serveWindow(process.env['PAIL_WINDOW'] ?? 'dist/renderer')
  context = await browser.newContext({ ...contextOptions, viewport })
  if (pictures) await mkdir(pictures, { recursive: true })
})
test.afterAll(async () => {
  await context.close()
  await server.close()
})

// Independent of each other, and what takes time is axe in the page: two at a time take half.
test.describe.configure({ mode: 'parallel' })

for (const { name, scenario, act, shows } of states) {
  test(`${name} is shown and can be read by everyone, in light and dark`, async () => {
    const page = await context.newPage()
    try {
      const troubles = complaintsOf(page)
      await page.clock.install({ time: NOW })
      await page.clock.resume()
      await page.addInitScript(installFakeBridge, scenario)
      await page.goto(server.url)
      await act?.(page)
      await expect(page.getByText(shows).first()).toBeVisible()
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        const { violations } = await (await axe(page, colorScheme)).analyze()
        expect.soft(violations.map(summary), `axe, ${colorScheme}`).toEqual([])
        await takePictures(page, `${name}-${colorScheme}`)
      }
      expect(troubles).toEqual([])
    } finally {
      await page.close()
      await context.setOffline(false)
    }
  })
}

/**
 * Everything axe knows of, but for landmarks: menus and tooltips float outside of them. The dark
 * theme differs by its colors alone. Rows far down are like those above them, and more of them than
 * of anything else; what a modal dialog lies over has states of its own. In its legacy mode axe needs no second page to gather what frames say, and takes
 * half the time.
 */
async function axe(page: Page, colorScheme: 'light' | 'dark'): Promise<AxeBuilder> {
  const builder = new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .exclude('[data-row]:nth-child(n+5):not([aria-selected="true"])')
  for (const role of ['dialog', 'alertdialog']) {
    const modal = `[role="${role}"][data-open]`
    if (await page.locator(modal).first().isVisible()) builder.include(modal)
  }
  return colorScheme === 'dark'
    ? builder.withRules(['color-contrast'])
    : builder.disableRules(['region'])
}

/** What is still on its way when a state goes offline. */
const OFFLINE = /net::ERR_INTERNET_DISCONNECTED/

/** What the browser complains about: an error of a script, or of the policy. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(String(error)))
  page.on('console', message => {
    if (message.type() === 'error' && !OFFLINE.test(message.text())) complaints.push(message.text())
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
