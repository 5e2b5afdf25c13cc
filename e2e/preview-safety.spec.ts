import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright/test'
import { OtherProgram } from './harness/bucket.ts'
import { hostileFiles } from './harness/hostile-files.ts'
import { addProfile, profileFor } from './harness/profile.ts'
import { expect, test } from './harness/test.ts'
import { goTo, listing, row } from './harness/window.ts'

/** A server that counts whoever asks it anything. */
async function startCanary() {
  const hits: string[] = []
  const server = createServer((request, response) => {
    hits.push(request.url ?? '')
    response.end()
  })
  server.on('connection', () => hits.push('connection'))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { hits, address: `http://127.0.0.1:${port}`, close: () => server.close() }
}

const pane = (page: Page) => page.getByRole('complementary', { name: 'Preview' })

/** Every look that the object has, one after the other. */
async function lookAtAll(page: Page) {
  const looks = pane(page).getByRole('radiogroup', { name: 'How to look at it' }).getByRole('radio')
  for (let index = (await looks.count()) - 1; index >= 0; index--) await looks.nth(index).click()
}

test('nothing that is looked at runs, tells anybody, or stops the window', async ({
  app,
  endpoint,
}) => {
  test.setTimeout(300_000)
  const { page } = app
  const canary = await startCanary()
  const other = new OtherProgram(endpoint.hello, 'hostile')
  await other.makeBucket()
  const files = Object.entries(hostileFiles(canary.address)).sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [name, content] of files) await other.put(name, content)
  expect(files.length).toBeGreaterThan(30)

  const strangers: string[] = []
  const own = new URL(page.url()).origin
  page.on('request', request => {
    const { origin, protocol } = new URL(request.url())
    if (origin !== own && protocol !== 'blob:' && protocol !== 'data:')
      strangers.push(request.url())
  })
  const refused: string[] = []
  page.on('console', message => {
    // A handler or a style of a drawing is complained about as soon as it is parsed; a load is not
    // even to be tried.
    if (/(img|media|font|connect|frame|object|default)-src/.test(message.text())) {
      refused.push(message.text())
    }
  })
  page.on('dialog', dialog => {
    refused.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })

  await addProfile(page, profileFor(endpoint.hello, 'Local'))
  await goTo(page, 's3://hostile')
  await row(page, files[0]?.[0] ?? '').click()
  for (const [name] of files) {
    await test.step(name, async () => {
      await expect(pane(page).getByRole('heading')).toContainText(name.slice(-8))
      // Either a look, or why there is none.
      await expect(pane(page).locator('[data-look], [role="alert"]').first()).toBeVisible()
      await lookAtAll(page)
      expect(await page.evaluate(() => 'canaryRan' in window || 'canaryRan' in {})).toBe(false)
      await listing(page).focus()
      await page.keyboard.press('ArrowDown')
    })
  }
  // Only frames of our own could hold anything that runs: there are none at all.
  expect(page.frames()).toHaveLength(1)
  expect(page.url()).toBe(`${own}/`)
  expect(canary.hits).toEqual([])
  expect(strangers).toEqual([])
  expect(refused).toEqual([])
  canary.close()
})

test('an object that is opened by its address runs nothing either', async ({ app, endpoint }) => {
  const { page, shell } = app
  test.skip(shell === 'desktop', 'In the desktop shell nothing opens such an address.')
  const other = new OtherProgram(endpoint.hello, 'hostile')
  await other.makeBucket()
  await other.put('a.html', '<script>window.canaryRan=1</script>', { ContentType: 'text/html' })
  await addProfile(page, profileFor(endpoint.hello, 'Local'))
  await goTo(page, 's3://hostile')
  await expect(row(page, 'a.html')).toBeVisible()
  const refusal = await page.evaluate(async () => {
    const query = new URLSearchParams({
      profile: 'x',
      bucket: 'hostile',
      key: 'a.html',
      as: 'text/html',
    })
    return (await fetch(`/object/bytes?${query}`)).status
  })
  expect(refusal).toBe(400)
})
