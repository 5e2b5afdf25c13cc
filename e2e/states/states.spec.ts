import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type AxeCore from 'axe-core'
import axe from 'axe-core'
import { expect, type Page, test } from 'playwright/test'
import { installFakeBridge } from './fake-bridge.ts'
import { NOW } from './sample.ts'
import { states } from './states.ts'
import { serveWindow } from './static-files.ts'

/** Where pictures of all states go when somebody wants to look at them. */
const pictures = process.env['PAIL_PICTURES']

let server: Awaited<ReturnType<typeof serveWindow>>
/** One for all states, which load the window anew: what is compiled once is not compiled again. */
let page: Page
test.beforeAll(async ({ browser, contextOptions, viewport }) => {
  server = await serveWindow(process.env['PAIL_WINDOW'] ?? 'dist/renderer')
  const context = await browser.newContext({ ...contextOptions, viewport })
  page = await context.newPage()
  if (pictures) await mkdir(pictures, { recursive: true })
})
test.afterAll(async () => {
  await page.context().close()
  await server.close()
})

// Independent of each other, and what takes time is the page: two at a time take half.
test.describe.configure({ mode: 'parallel' })

for (const { name, scenario, act, shows } of states) {
  test(`${name} is shown and can be read by everyone, in light and dark`, async () => {
    await page.mouse.move(0, 0)
    await page.clock.install({ time: NOW })
    await page.clock.resume()
    const bridge = await page.addInitScript(installFakeBridge, scenario)
    const troubles = complaintsOf(page)
    try {
      await page.goto(server.url)
      await act?.(page)
      await expect(page.getByText(shows).first()).toBeVisible()
      await page.evaluate(axe.source)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        const violations = await violationsIn(page, colorScheme)
        expect.soft(violations.map(summary), `axe, ${colorScheme}`).toEqual([])
        await takePictures(page, `${name}-${colorScheme}`)
      }
      expect(troubles).toEqual([])
    } finally {
      page.removeAllListeners()
      await bridge.dispose()
      await page.context().setOffline(false)
    }
  })
}

/**
 * Everything axe knows of, but for landmarks: menus and tooltips float outside of them. The dark
 * theme differs by its colors alone. Rows far down are like those above them, and more of them than
 * of anything else; what a modal dialog lies over has states of its own. The policy of the window
 * allows no frames, so that axe in the page itself sees all of it.
 */
async function violationsIn(page: Page, colorScheme: 'light' | 'dark') {
  return await page.evaluate(async colorScheme => {
    const { axe } = window as unknown as { axe: typeof AxeCore }
    const modal = ':is([role="dialog"], [role="alertdialog"])[data-open]'
    const modals = [...document.querySelectorAll(modal)].filter(each =>
      each.checkVisibility({ visibilityProperty: true }),
    )
    const { violations } = await axe.run(
      {
        include: modals.length > 0 ? modals : [document.documentElement],
        exclude: ['[data-row]:nth-child(n+5):not([aria-selected="true"])'],
      },
      {
        resultTypes: ['violations'],
        ...(colorScheme === 'dark'
          ? { runOnly: { type: 'rule', values: ['color-contrast'] } }
          : { rules: { region: { enabled: false } } }),
      },
    )
    return violations
  }, colorScheme)
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
