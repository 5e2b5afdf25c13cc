import { expect, type Page } from 'playwright/test'
import type { EndpointHello } from './test.ts'

/** What a test types into the profile editor; the rest stays as it is offered. */
export interface TypedProfile {
  readonly name: string
  readonly endpoint: string
  readonly region?: string
  /** Left out: anonymous. */
  readonly keys?: { readonly accessKeyId: string; readonly secretAccessKey: string }
  readonly start?: string
  readonly readOnly?: boolean
  /** Where the secret is kept; only a test with a keyring of its own says `keychain`. */
  readonly keep?: 'keychain' | 'session'
}

/** A profile for an endpoint with the keys that it printed. */
export function profileFor(hello: EndpointHello, name: string): TypedProfile {
  const { endpoint, region, accessKeyId, secretAccessKey } = hello
  return { name, endpoint, region, keys: { accessKeyId, secretAccessKey } }
}

/** Fills the profile editor as a user does; the editor stays open. */
export async function typeProfile(page: Page, profile: TypedProfile) {
  await page.getByRole('button', { name: 'Add a profile' }).first().click()
  const editor = page.getByRole('dialog', { name: 'Add a profile' })
  await editor.getByRole('textbox', { name: 'Name', exact: true }).fill(profile.name)
  await editor.getByRole('radio', { name: 'S3-compatible' }).click()
  await editor.getByRole('textbox', { name: 'Endpoint' }).fill(profile.endpoint)
  if (profile.region) await editor.getByRole('combobox', { name: 'Region' }).fill(profile.region)
  if (profile.keys) {
    await editor.getByRole('textbox', { name: 'Access key ID' }).fill(profile.keys.accessKeyId)
    await editor
      .getByRole('textbox', { name: 'Secret access key' })
      .fill(profile.keys.secretAccessKey)
    if (profile.keep !== 'keychain') {
      await editor.getByText(/for this session only/i).click()
    }
  } else {
    await editor.getByRole('radio', { name: 'Anonymous' }).click()
  }
  if (profile.start) await editor.getByRole('textbox', { name: 'Start at' }).fill(profile.start)
  if (profile.readOnly) await editor.getByRole('switch', { name: 'Read-only' }).click()
  return editor
}

/** Adds a profile through the editor; the window then shows it. */
export async function addProfile(page: Page, profile: TypedProfile) {
  const editor = await typeProfile(page, profile)
  await editor.getByRole('button', { name: 'Save profile' }).click()
  await expect(editor).toBeHidden()
}
