import type { Locator, Page } from 'playwright/test'

/** One of the two panes of a tab, from the left. */
export function pane(page: Page, index: number): Locator {
  return page.getByRole('region', { name: 'Pane' }).nth(index)
}

/** A row of a pane by its exact name. */
export function rowIn(page: Page, index: number, name: string): Locator {
  return pane(page, index)
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell', { name, exact: true }) })
}
