import type { Page } from 'playwright/test'
import { addProfile, profileFor } from './harness/profile.ts'
import { expect, test } from './harness/test.ts'
import { goTo, row } from './harness/window.ts'

test.use({ appArgs: ['--playground'] })

const pathField = (page: Page) => page.getByRole('combobox', { name: 'Go to' })
const crumbs = (page: Page) => page.getByRole('navigation', { name: 'Path' })

test('pasted addresses of every kind lead to their place', async ({ app, endpoint }) => {
  const { page } = app
  await expect(row(page, 'archive')).toBeVisible()
  await goTo(page, 'arn:aws:s3:::notes/packing list.md')
  await expect(page).toHaveTitle('notes — Playground — Pail')
  await expect(row(page, 'packing list.md')).toHaveAttribute('aria-selected', 'true')

  await goTo(page, 'not an address')
  await expect(page.getByRole('alert')).toContainText('Write an s3:// URI')
  await page.keyboard.press('Escape')
  await goTo(page, 'https://notes.s3.eu-west-1.amazonaws.com/ideas/?X-Amz-Signature=feedbeef')
  await expect(page.getByRole('alert')).toContainText('No profile is for AWS')
  await page.keyboard.press('Escape')

  // The URL of an object at the endpoint of another profile opens in that profile.
  await addProfile(page, profileFor(endpoint.hello, 'Lab'))
  await expect(page).toHaveTitle('Lab — Pail')
  await goTo(page, 's3://notes/ideas/')
  await expect(page).toHaveTitle('notes/ideas — Lab — Pail')
  await page.getByRole('navigation', { name: 'Profiles' }).getByText('Playground').click()
  await expect(page).toHaveTitle('Playground — Pail')
  await goTo(page, `${endpoint.hello.endpoint}/notes/packing%20list.md?X-Amz-Signature=feedbeef`)
  await expect(page).toHaveTitle('notes — Lab — Pail')
  await expect(row(page, 'packing list.md')).toHaveAttribute('aria-selected', 'true')

  // A link whose profile is not here asks; nothing is added.
  await goTo(page, 'pail://open?profile=Elsewhere&bucket=reports&prefix=weather/')
  const dialog = page.getByRole('dialog', { name: 'Which profile?' })
  await expect(dialog).toContainText('“Elsewhere”')
  await dialog.getByRole('button', { name: 'Playground' }).click()
  await expect(page).toHaveTitle('reports/weather — Playground — Pail')
})

test('the path bar completes buckets and folders', async ({ app }) => {
  const { page } = app
  await expect(row(page, 'archive')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+l')
  await pathField(page).fill('s3://rep')
  const options = page.getByRole('listbox').getByRole('option')
  await expect(options.first()).toHaveText('reports')
  await page.keyboard.press('Tab')
  await expect(pathField(page)).toHaveValue('s3://reports/')
  await page.keyboard.type('wea')
  await expect(options).toHaveText(['weather'])
  await page.keyboard.press('Tab')
  await expect(pathField(page)).toHaveValue('s3://reports/weather/')
  await expect(options.first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(options.first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle(/^reports\/weather\/.+ — Playground/)

  // Escape puts the list away first, then the field.
  await page.keyboard.press('ControlOrMeta+l')
  await pathField(page).fill('s3://')
  await expect(options.first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(options).toHaveCount(0)
  await expect(pathField(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(pathField(page)).toBeHidden()
})

test('a chevron of the path opens what is beside a folder', async ({ app }) => {
  const { page } = app
  await goTo(page, 's3://reports/weather/readings/')
  await expect(page).toHaveTitle(/^reports\/weather\/readings/)
  await crumbs(page).getByRole('button', { name: 'Show what is beside reports' }).click()
  const options = page.getByRole('listbox', { name: 'Buckets' }).getByRole('option')
  await expect(options.filter({ hasText: 'reports' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.type('not')
  await expect(options).toHaveText(['notes'])
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle('notes — Playground — Pail')
  await page.keyboard.press('Alt+ArrowLeft')
  await crumbs(page).getByRole('button', { name: 'Show what is beside weather' }).click()
  const folders = page.getByRole('listbox', { name: 'Folders' }).getByRole('option')
  await folders.filter({ hasText: 'drafts' }).click()
  await expect(page).toHaveTitle('reports/drafts — Playground — Pail')
})
