import { type Browser, chromium, type Page } from 'playwright/test'
import { installFakeBridge } from '../states/fake-bridge.ts'
import { but, complete } from '../states/sample.ts'
import { serveWindow } from '../states/static-files.ts'
import { type Frames, followFrames } from './scroll-frames.ts'

export type { Frames } from './scroll-frames.ts'

const SECONDS = 3

/** The real window on a listing of many rows, and ways to scroll through it. */
export interface ScrolledWindow {
  /** A list without any of our code, scrolled in the same way. */
  scrollPlainList(how: 'bar' | 'wheel'): Promise<Frames>
  /** From the first row to the last, evenly. */
  dragBar(): Promise<Frames>
  /** From the top, a notch a frame. */
  turnWheel(): Promise<Frames>
  /** Counted from 1. */
  lastRowInSight(): Promise<number>
  /** What is left in the window's heap after a garbage collection. */
  heapBytes(): Promise<number>
  close(): Promise<void>
}

/** Opens the built window with a main process that makes rows up. */
export async function openWindow(rows: number, pixelRatio: number): Promise<ScrolledWindow> {
  const server = await serveWindow('dist/renderer')
  const browser = await launch()
  const viewport = { width: 1280, height: 800 }
  const page = await browser.newPage({ viewport, deviceScaleFactor: pixelRatio })
  const opened = { ...complete, folders: 0, files: rows }
  const scenario = but(
    { 'listings.open': { value: opened }, 'listings.state': { value: { state: opened } } },
    { madeUpRows: rows },
  )
  await page.addInitScript(installFakeBridge, scenario)
  await gotoIsolated(page, server.url)
  await page.getByText('scan-00000000.tiff').waitFor()
  const plain = await browser.newPage({ viewport, deviceScaleFactor: pixelRatio })
  await gotoIsolated(plain, server.url, plainList())
  const devtools = await page.context().newCDPSession(page)

  return {
    scrollPlainList: async how => {
      await plain.bringToFront()
      return plain.evaluate(followFrames, { how, seconds: SECONDS })
    },
    dragBar: async () => {
      await page.bringToFront()
      return page.evaluate(followFrames, { how: 'bar', seconds: SECONDS } as const)
    },
    turnWheel: async () => {
      await page.bringToFront()
      return page.evaluate(followFrames, { how: 'wheel', seconds: SECONDS } as const)
    },
    lastRowInSight: async () => {
      const last = page.locator('[data-row]').last()
      await last.getByText(/scan-/).first().waitFor()
      const bottom = (await last.boundingBox())?.y ?? Number.POSITIVE_INFINITY
      return bottom < viewport.height ? Number(await last.getAttribute('data-row')) + 1 : 0
    },
    heapBytes: async () => {
      await devtools.send('HeapProfiler.collectGarbage')
      return (await devtools.send('Runtime.getHeapUsage')).usedSize
    },
    close: async () => {
      await browser.close()
      await server.close()
    },
  }
}

function launch(): Promise<Browser> {
  const executablePath = process.env['PAIL_CHROMIUM']
  return chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    // Chromium's sandbox does not work as root, which CI often is.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
}

/**
 * Opens an address, or `html` in its place, isolated from other origins: only there are frames told
 * to 5 µs. Elsewhere times are blurred to 100 µs, and of frames that all took 16.67 ms one in twenty
 * seems to have taken 16.8.
 *
 * @see https://www.w3.org/TR/hr-time-3/#dfn-coarsen-time
 */
async function gotoIsolated(page: Page, url: string, html?: string): Promise<void> {
  await page.route(url, async route => {
    const response = await route.fetch()
    const headers = html === undefined ? response.headers() : { 'content-type': 'text/html' }
    const isolating = {
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    }
    const body = html ?? (await response.body())
    await route.fulfill({ status: 200, headers: { ...headers, ...isolating }, body })
  })
  await page.goto(url)
  if (!(await page.evaluate(() => crossOriginIsolated))) throw new Error('Its clock is not exact.')
}

/** As many rows in sight, of as many cells, on as much room as in the real window. */
function plainList(): string {
  const row = (_: unknown, index: number) =>
    `<div class="row"><span>scan-${index}.tiff</span><span>${index} kB</span>` +
    `<span>${index} min ago</span><span>Standard</span></div>`
  const rows = Array.from({ length: 2000 }, row).join('')
  return `<!doctype html><style>
      #list { width: 757px; height: 703px; overflow: auto; font: 13px system-ui }
      .row { display: flex; height: 28px }
      span { width: 24% }
    </style>
    <div id="list" role="grid">${rows}</div>
    <script>
      // What a page makes of the wheel by itself, for a wheel that is made up.
      list.addEventListener('wheel', event => { list.scrollTop += event.deltaY }, { passive: true })
    </script>`
}
