import type { Page } from 'playwright/test'
import type { Scenario } from './fake-bridge.ts'

/** One state of the window: the main process behind it, and what the user did to get there. */
export interface State {
  readonly name: string
  readonly scenario: Scenario
  readonly act?: (page: Page) => Promise<void>
  /** What has to be in sight before the picture is taken. */
  readonly shows: string | RegExp
}

/** Presses keys once the listing is there. */
export const press = (keys: string) => async (page: Page) => {
  await page.getByRole('grid').waitFor()
  await page.keyboard.press(keys)
}

/** Selects a file, then presses keys. */
export const selectAnd = (keys: string) => async (page: Page) => {
  await page.getByRole('row', { name: 'events.parquet' }).click()
  await page.keyboard.press(keys)
}
