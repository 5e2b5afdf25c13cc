import type { Locator, Page } from 'playwright/test'
import { expect, test } from './harness/test.ts'
import { goTo, row, transfersSettled } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

test('rows move within a bucket, are copied to another, and keys say otherwise', async ({
  app,
}) => {
  const { page } = app
  await goTo(page, 's3://notes')
  const file = row(page, 'packing list.md')
  const folder = row(page, 'ideas/')

  // Ctrl (Option on a Mac) copies, and Shift moves; what would happen is said before it does.
  await hold(page, file, folder)
  await expect(page.getByText('Move 1 item to ideas/')).toBeVisible()
  await page.keyboard.down(COPY_KEY)
  await page.mouse.move(...(await middle(folder)))
  await expect(page.getByText('Copy 1 item to ideas/')).toBeVisible()
  await page.mouse.up()
  await page.keyboard.up(COPY_KEY)
  await transfersSettled(page, /1 done/)
  await expect(file).toBeVisible()

  // Onto a bucket of the side bar: a copy; with Shift it goes there.
  const bucket = page.getByRole('navigation', { name: 'Profiles' }).getByRole('button', {
    name: 'website',
    exact: true,
  })
  await hold(page, file, bucket)
  await expect(page.getByText('Copy 1 item to website')).toBeVisible()
  await page.mouse.up()
  await transfersSettled(page, /2 done/)
  await expect(file).toBeVisible()
  await goTo(page, 's3://website')
  await expect(row(page, 'packing list.md')).toBeVisible()

  // Onto a breadcrumb: up within the bucket, so it moves.
  await goTo(page, 's3://notes/ideas/')
  // There is one of this name in the place before, too.
  await expect(page).toHaveTitle(/^notes\/ideas/)
  await expect(row(page, 'packing list.md')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+a')
  const chosen = page.getByRole('row', { selected: true })
  await expect(chosen).not.toHaveCount(0)
  const names = await chosen.count()
  const crumb = page.getByRole('navigation', { name: 'Path' }).getByRole('button', {
    name: 'notes',
    exact: true,
  })
  await hold(page, row(page, 'packing list.md'), crumb)
  await expect(page.getByText(`Move ${names} items to notes`)).toBeVisible()
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(page.getByText(`Move ${names} items to notes`)).toBeHidden()
})

test('folders and buckets are kept by dragging them among the favorites, and take rows there', async ({
  app,
}) => {
  const { page } = app
  const favorites = page.getByRole('region', { name: 'Favorites' })
  const names = favorites.getByRole('listitem')
  await row(page, 'reports').click()
  await row(page, 'reports').dragTo(favorites)
  await expect(names).toHaveText(['reports'])
  await goTo(page, 's3://notes')
  await row(page, 'ideas/').click()
  await row(page, 'ideas/').dragTo(favorites.getByRole('button', { name: /^reports/ }), {
    targetPosition: { x: 40, y: 2 },
  })
  await expect(names).toHaveText(['ideas', 'reports'])
  // On a favorite, not beside it: it goes there, and the list stays as it is.
  await row(page, 'packing list.md').click()
  await hold(page, row(page, 'packing list.md'), favorites.getByRole('button', { name: /^ideas/ }))
  await expect(page.getByText('Move 1 item to ideas/')).toBeVisible()
  await page.mouse.up()
  await transfersSettled(page, /1 done/)
  await expect(row(page, 'packing list.md')).toHaveCount(0)
  await expect(names).toHaveText(['ideas', 'reports'])
})

test('one file is promised to whatever it is dragged on outside of the page', async ({ app }) => {
  test.skip(app.shell === 'desktop', 'There a copy is dragged: see “Drag out…”.')
  const { page } = app
  await goTo(page, 's3://notes')
  await expect(row(page, 'packing list.md')).toBeVisible()
  await page.evaluate(() =>
    window.addEventListener('dragstart', ({ dataTransfer }) => {
      document.title = dataTransfer?.getData('DownloadURL') ?? ''
    }),
  )
  await hold(page, row(page, 'packing list.md'), row(page, 'ideas/'))
  await expect(page).toHaveTitle(/^application\/octet-stream:packing list\.md:http:/)
  const [, url = ''] = /packing list\.md:(.*)$/.exec(await page.title()) ?? []
  const answer = await page.request.get(url)
  expect(answer.headers()['content-disposition']).toMatch(/^attachment/)
  expect(await answer.text()).toContain('# Packing list')
  await page.keyboard.press('Escape')
  await page.mouse.up()
})

const COPY_KEY = process.platform === 'darwin' ? 'Alt' : 'Control'

/** Drags something over a target, and does not let go. */
async function hold(page: Page, what: Locator, target: Locator) {
  await what
    .getByRole('gridcell')
    .first()
    .hover({ position: { x: 40, y: 10 } })
  await page.mouse.down()
  const [x, y] = await middle(target)
  await page.mouse.move(x + 4, y + 2, { steps: 4 })
  await page.mouse.move(x, y)
}

async function middle(target: Locator): Promise<[number, number]> {
  const box = await target.boundingBox()
  if (!box) throw new Error('The target is not in sight.')
  return [box.x + Math.min(80, box.width / 2), box.y + box.height / 2]
}
