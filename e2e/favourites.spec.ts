import type { Page } from 'playwright/test'
import { expect, test } from './harness/test.ts'
import { goTo, listing, row } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

const section = (page: Page) => page.getByRole('region', { name: 'Favorites' })
const names = (page: Page) => section(page).getByRole('listitem')

test('favorites are added, renamed, moved and removed, by keyboard and by mouse', async ({
  app,
}) => {
  const { page } = app
  await goTo(page, 's3://notes/ideas/')
  await expect(page).toHaveTitle('notes/ideas — Playground — Pail')
  await page.keyboard.press('ControlOrMeta+b')
  await expect(names(page)).toHaveText(['ideas'])
  const bucket = page
    .getByRole('navigation', { name: 'Profiles' })
    .getByRole('button', { name: 'photos', exact: true })
  await bucket.dragTo(section(page).getByRole('button', { name: /^ideas/ }), {
    targetPosition: { x: 40, y: 3 },
  })
  await expect(names(page)).toHaveText(['photos', 'ideas'])

  await section(page)
    .getByRole('button', { name: /^photos/ })
    .focus()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(names(page)).toHaveText(['ideas', 'photos'])
  await page.keyboard.press('F2')
  await page.keyboard.type('Holidays')
  await page.keyboard.press('Enter')
  await expect(names(page)).toHaveText(['ideas', 'Holidays'])

  await page.reload()
  await expect(names(page)).toHaveText(['ideas', 'Holidays'])
  await section(page)
    .getByRole('button', { name: /^Holidays/ })
    .click()
  await expect(page).toHaveTitle('photos — Playground — Pail')

  await section(page)
    .getByRole('button', { name: /^Holidays/ })
    .click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Remove from favorites' }).click()
  await expect(names(page)).toHaveText(['ideas'])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(names(page)).toHaveText(['ideas', 'Holidays'])
})

test('recent places come back by a menu, can be cleared, and be switched off', async ({ app }) => {
  const { page } = app
  // A place counts as visited once it was shown.
  await goTo(page, 's3://notes/ideas/')
  await expect(page).toHaveTitle('notes/ideas — Playground — Pail')
  await expect(listing(page)).toHaveAttribute('aria-busy', 'false')
  await goTo(page, 's3://reports/weather/')
  await expect(page).toHaveTitle('reports/weather — Playground — Pail')
  await expect(listing(page)).toHaveAttribute('aria-busy', 'false')
  await page.getByRole('button', { name: 'Recent places' }).click()
  await page.getByRole('menuitem', { name: 'ideas notes' }).click()
  await expect(page).toHaveTitle('notes/ideas — Playground — Pail')
  await page.getByRole('button', { name: 'Recent places' }).click()
  await page.getByRole('menuitem', { name: 'Clear recent places' }).click()
  await page.keyboard.press('ControlOrMeta+,')
  await page.getByRole('switch', { name: 'Remember recent places' }).click()
  await page.keyboard.press('Escape')
  await goTo(page, 's3://reports/weather/')
  await expect(page).toHaveTitle('reports/weather — Playground — Pail')
  await page.getByRole('button', { name: 'Recent places' }).click()
  await expect(page.getByRole('menu')).toContainText('Recent places are not kept')
})

test('what is selected is copied as the form that is asked for, one a line', async ({
  app,
  context,
}) => {
  const { page, shell } = app
  if (shell === 'browser') await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await goTo(page, 's3://notes')
  await row(page, 'packing list.md').click()
  await row(page, 'ideas/').click({ modifiers: ['ControlOrMeta'] })
  await row(page, 'ideas/').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Copy as' }).click()
  await page.getByRole('menuitem', { name: 'Copy ARN' }).click()
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
  await expect.poll(clipboard).toBe('arn:aws:s3:::notes/ideas/\narn:aws:s3:::notes/packing list.md')

  // A link leads back, from anywhere.
  await page.keyboard.press('Escape')
  await row(page, 'packing list.md').click()
  await page.keyboard.press('ControlOrMeta+Shift+l')
  await expect.poll(clipboard).toContain('pail://open?profile=Playground')
  const link = await clipboard()
  await goTo(page, 's3://reports')
  await expect(page).toHaveTitle('reports — Playground — Pail')
  await goTo(page, link)
  await expect(page).toHaveTitle('notes — Playground — Pail')
  await expect(row(page, 'packing list.md')).toHaveAttribute('aria-selected', 'true')
})
