import { type Browser, chromium } from 'playwright/test'
import { installFakeBridge } from '../states/fake-bridge.ts'
import { but, complete } from '../states/sample.ts'
import { serveWindow } from '../states/static-files.ts'
import { type Frames, followFrames } from './scroll-frames.ts'

export type { Frames } from './scroll-frames.ts'

const SECONDS = 3

/** The real window on a listing of many rows, and ways to scroll through it. */
export interface ScrolledWindow {
  /** A list without any of our code, scrolled from its top to its bottom. */
  scrollPlainList(): Promise<Frames>
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
  await page.goto(server.url)
  await page.getByText('scan-00000000.tiff').waitFor()
  const plain = await browser.newPage({ viewport, deviceScaleFactor: pixelRatio })
  await plain.setContent(plainList())
  const devtools = await page.context().newCDPSession(page)

  return {
    scrollPlainList: async () => {
      await plain.bringToFront()
      return plain.evaluate(followFrames, { how: 'bar', seconds: SECONDS } as const)
    },
    dragBar: async () => {
      await page.bringToFront()
      return page.evaluate(followFrames, { how: 'bar', seconds: SECONDS } as const)
    },
    turnWheel: () => page.evaluate(followFrames, { how: 'wheel', seconds: SECONDS } as const),
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

function plainList(): string {
  const row = (_: unknown, index: number) =>
    `<div style="height:28px"><span>scan-${index}.tiff</span> <span>${index} kB</span></div>`
  const rows = Array.from({ length: 2000 }, row).join('')
  return `<div data-rows style="height:750px;overflow:auto;font:13px system-ui">${rows}</div>`
}
