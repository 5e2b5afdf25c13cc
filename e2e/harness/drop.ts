import { expect, type Locator, type Page } from 'playwright/test'

/**
 * Drops local files and folders on an element as the operating system does: Chromium itself reads
 * the paths and fires trusted events, so the page gets real files and real directory entries.
 */
export async function dropPaths(page: Page, target: Locator, paths: readonly string[]) {
  const drag = await startDrag(page, target, paths)
  // Let go where the window has said what comes of it.
  await expect(async () => {
    await drag.hold()
    await expect(page.getByText(/^Upload \d/)).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 15_000 })
  await drag.drop()
}

/** Drags paths over an element and holds them there, to look at what the window shows. */
export async function startDrag(page: Page, target: Locator, paths: readonly string[]) {
  const session = await page.context().newCDPSession(page)
  const box = await boxOf(target)
  const at = { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 200) }
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  const send = (type: 'dragEnter' | 'dragOver' | 'drop' | 'dragCancel') =>
    session.send('Input.dispatchDragEvent', { type, ...at, data })
  await send('dragEnter')
  await send('dragOver')
  return {
    hold: async () => {
      await send('dragOver')
    },
    drop: async () => {
      await send('drop')
      await session.detach()
    },
    cancel: async () => {
      await send('dragCancel')
      await session.detach()
    },
  }
}

/** Where it is, once it is there: a listing makes room for another one while a place is opened. */
async function boxOf(target: Locator) {
  for (let turn = 0; turn < 50; turn += 1) {
    await target.waitFor()
    const box = await target.boundingBox()
    if (box) return box
  }
  throw new Error('The drop target is not visible.')
}
