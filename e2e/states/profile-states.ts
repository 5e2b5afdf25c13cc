import type { Page } from 'playwright/test'
import type { Scenario } from './fake-bridge.ts'
import { but, failed, profile } from './sample.ts'
import type { State } from './state.ts'

const openEditor = async (page: Page) => {
  await page.getByRole('button', { name: 'Add a profile' }).first().click()
  await page.getByRole('dialog').waitFor()
}
const nobody = (answers: Scenario['answers'] = {}) =>
  but({ 'profiles.list': { value: { profiles: [] } }, ...answers })

const fillEditor = async (page: Page) => {
  await openEditor(page)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Lab cluster')
  await dialog.getByLabel('Access key ID').fill('AKIAIOSFODNN7EXAMPLE')
  await dialog.getByLabel('Secret access key').fill('wJalrXUtnFEMI')
}

/** Profiles: the editor in all its moods, and deleting one. */
export const profileStates: readonly State[] = [
  { name: 'new profile', scenario: nobody(), act: openEditor, shows: 'Save profile' },
  {
    name: 'new profile with mistakes',
    scenario: nobody(),
    act: async page => {
      await openEditor(page)
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('radio', { name: 'S3-compatible' }).click()
      await dialog.getByLabel('Endpoint').fill('minio.lan')
      await dialog.getByRole('button', { name: 'Save profile' }).click()
    },
    shows: 'The profile needs a name.',
  },
  {
    name: 'unencrypted endpoint',
    scenario: nobody(),
    act: async page => {
      await openEditor(page)
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('radio', { name: 'S3-compatible' }).click()
      await dialog.getByLabel('Endpoint').fill('http://minio.lan:9000')
    },
    shows: /unencrypted/,
  },
  {
    name: 'keychain absent',
    scenario: nobody({ 'keychain.status': { value: { status: 'absent' } } }),
    act: openEditor,
    shows: /no keychain/,
  },
  {
    name: 'keychain locked on save',
    scenario: nobody({
      'profiles.save': {
        failure: {
          code: 'keychain-locked',
          message: 'The keychain is locked, so the secret could not be kept.',
          remedy: 'Unlock the keychain and save again, or keep the secret for this session only.',
          subject: {},
          details: {},
        },
      },
    }),
    act: async page => {
      await fillEditor(page)
      await page.getByRole('button', { name: 'Save profile' }).click()
    },
    shows: 'Keep for this session only',
  },
  {
    name: 'connection test passed',
    scenario: nobody({
      'profiles.test': {
        value: {
          ok: true,
          steps: [
            { name: 'reach', result: 'ok', finding: 's3.us-east-1.amazonaws.com answers.' },
            { name: 'credentials', result: 'ok', finding: 'The access key is accepted.' },
            { name: 'list-buckets', result: 'ok', finding: 'There are 12 buckets.' },
            { name: 'start-location', result: 'skipped', finding: 'The profile has none.' },
          ],
        },
      },
    }),
    act: async page => {
      await fillEditor(page)
      await page.getByRole('button', { name: 'Test the connection' }).click()
    },
    shows: 'The access key is accepted.',
  },
  {
    name: 'connection test failed',
    scenario: nobody({
      'profiles.test': {
        value: {
          ok: false,
          steps: [
            { name: 'reach', result: 'ok', finding: 's3.us-east-1.amazonaws.com answers.' },
            {
              name: 'credentials',
              result: 'failed',
              finding: failed('wrong-secret').message,
              failure: failed('wrong-secret', { serverCode: 'SignatureDoesNotMatch' }),
            },
            { name: 'list-buckets', result: 'skipped', finding: 'Not tried.' },
            { name: 'start-location', result: 'skipped', finding: 'Not tried.' },
          ],
        },
      },
    }),
    act: async page => {
      await fillEditor(page)
      await page.getByRole('button', { name: 'Test the connection' }).click()
    },
    shows: /Enter the secret access key again/,
  },
  {
    name: 'edit profile',
    scenario: profile(),
    act: async page => {
      await menuOf(page, 'Work')
      await page.getByRole('menuitem', { name: /Edit/ }).click()
    },
    shows: 'The secret is saved in the keychain.',
  },
  {
    name: 'delete profile',
    scenario: profile(),
    act: async page => {
      await menuOf(page, 'Work')
      await page.getByRole('menuitem', { name: /Delete/ }).click()
    },
    shows: 'Delete profile',
  },
]

async function menuOf(page: Page, label: string) {
  const sidebar = page.getByRole('complementary')
  await sidebar.getByRole('button', { name: label, exact: true }).click({ button: 'right' })
}
