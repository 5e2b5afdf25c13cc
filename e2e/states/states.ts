import type { Page } from 'playwright/test'
import type { FakeControls, Scenario } from './fake-bridge.ts'
import {
  broken,
  busy,
  but,
  complete,
  failed,
  folder,
  NOW,
  plan,
  profile,
  transfers,
  work,
} from './sample.ts'

/** One state of the window: the main process behind it, and what the user did to get there. */
export interface State {
  readonly name: string
  readonly scenario: Scenario
  readonly act?: (page: Page) => Promise<void>
  /** What has to be in sight before the picture is taken. */
  readonly shows: string | RegExp
}

const press = (keys: string) => async (page: Page) => {
  await page.getByRole('grid').waitFor()
  await page.keyboard.press(keys)
}

const selectAnd = (keys: string) => async (page: Page) => {
  await page.getByRole('row', { name: 'events.parquet' }).click()
  await page.keyboard.press(keys)
}

/** The places: with rows, without, and on the way. */
const places: State[] = [
  {
    name: 'welcome',
    scenario: but({ 'profiles.list': { value: { profiles: [] } } }),
    shows: 'Welcome to Pail',
  },
  {
    name: 'connecting',
    scenario: profile({ 'buckets.list': { pending: true } }),
    act: async page => void (await page.waitForTimeout(3500)),
    shows: /Still waiting/,
  },
  { name: 'bucket list', scenario: profile(), shows: 'acme-assets' },
  { name: 'no buckets', scenario: profile({ 'buckets.list': { value: [] } }), shows: /no bucket/i },
  {
    name: 'bucket list denied',
    scenario: profile({
      'buckets.list': {
        failure: {
          ...failed('denied'),
          message: 'The profile “Work” is not allowed to list its buckets.',
          remedy: 'Ask whoever manages the account for the permission s3:ListAllMyBuckets.',
        },
      },
    }),
    shows: /may not list buckets/,
  },
  { name: 'folder', scenario: folder, shows: 'events.parquet' },
  {
    name: 'selection',
    scenario: folder,
    act: async page => {
      await page.getByRole('row', { name: 'board meeting.mp4' }).click()
      await page.keyboard.press('Shift+ArrowDown')
      await page.keyboard.press('Shift+ArrowDown')
    },
    shows: /3 selected/,
  },
  {
    name: 'context menu',
    scenario: folder,
    act: page => page.getByRole('row', { name: 'events.parquet' }).click({ button: 'right' }),
    shows: 'Properties',
  },
  {
    name: 'empty bucket',
    scenario: but(
      { 'listings.open': { value: { ...complete, folders: 0, files: 0, bytes: 0 } } },
      { rows: [] },
    ),
    shows: /empty/i,
  },
  {
    name: 'loading the first page',
    scenario: but(
      {
        'listings.open': {
          value: { ...complete, folders: 0, files: 0, bytes: 0, status: 'loading' },
        },
      },
      { rows: [] },
    ),
    act: async page => void (await page.waitForTimeout(700)),
    shows: 'acme-reports',
  },
  {
    name: 'still counting',
    scenario: but({ 'listings.open': { value: { ...complete, status: 'loading' } } }),
    shows: 'events.parquet',
  },
  {
    name: 'filtered to nothing',
    scenario: folder,
    act: async page => {
      await page.getByText('events.parquet').waitFor()
      await page.keyboard.press('ControlOrMeta+f')
      await page.keyboard.type('quarterly')
    },
    shows: /quarterly/,
  },
  {
    name: 'read-only',
    scenario: but({
      'profiles.list': {
        value: {
          profiles: [
            {
              ...work,
              label: 'Production archive',
              color: 'red',
              readOnly: true,
              start: { bucket: 'acme-archive', prefix: '2026/' },
            },
          ],
        },
      },
    }),
    shows: /read-only/i,
  },
  {
    name: 'damaged profile file',
    scenario: but({
      'profiles.list': {
        value: {
          profiles: [],
          damaged: {
            keptAs: '/home/ada/.config/pail/profiles.json.damaged-2026-06-18',
            reason: 'it is not JSON: it ends in the middle',
          },
        },
      },
    }),
    shows: /could not be read/,
  },
]

/** A folder that cannot be shown, for each reason there is. */
const troubles: State[] = (
  [
    ['denied', failed('denied')],
    ['missing bucket', failed('no-such-bucket', { serverCode: 'NoSuchBucket', status: 404 })],
    ['not found', failed('not-found', { status: 404 })],
    ['wrong region', failed('wrong-region', { status: 301, region: 'eu-central-1' })],
    ['unreachable', failed('unreachable', { serverCode: 'ECONNREFUSED' })],
    ['timeout', failed('timeout')],
    ['certificate', failed('certificate', { serverCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' })],
    ['not S3', failed('not-s3', { status: 200 })],
    ['wrong key', failed('wrong-key', { serverCode: 'InvalidAccessKeyId' })],
    ['wrong secret', failed('wrong-secret', { serverCode: 'SignatureDoesNotMatch' })],
    ['expired credentials', failed('expired-credentials', { serverCode: 'ExpiredToken' })],
    ['no credentials', failed('no-credentials')],
    ['clock skew', failed('clock-skew', { serverCode: 'RequestTimeTooSkewed' })],
    ['throttled', failed('throttled', { serverCode: 'SlowDown', status: 503 })],
    ['server error', failed('server-error', { serverCode: 'InternalError', status: 500 })],
  ] as const
).map(([name, failure]) => ({ name, scenario: broken(failure), shows: failure.message }))

const offline: State = {
  name: 'offline',
  scenario: broken(failed('unreachable', { serverCode: 'ENOTFOUND' })),
  act: async page => {
    // Its icon comes after the page.
    await page.waitForLoadState('networkidle')
    await page.context().setOffline(true)
  },
  shows: 'This computer is offline',
}

const openEditor = async (page: Page) => {
  await page.getByRole('button', { name: 'Add a profile' }).first().click()
  await page.getByRole('dialog').waitFor()
}
const nobody = (answers: Scenario['answers'] = {}) =>
  but({ 'profiles.list': { value: { profiles: [] } }, ...answers })

const fillEditor = async (page: Page) => {
  await openEditor(page)
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Lab cluster')
  await dialog.getByLabel('Access key ID').fill('AKIAIOSFODNN7EXAMPLE')
  await dialog.getByLabel('Secret access key').fill('wJalrXUtnFEMI')
}

/** Profiles: the editor in all its moods, and deleting one. */
const profileDialogs: State[] = [
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

const head = {
  key: '2026/events.parquet',
  size: 240_118_552,
  modified: NOW,
  etag: '9bb58f26192e4ba00f01e2e7b136bbd8-46',
  contentType: 'application/vnd.apache.parquet',
  cacheControl: 'max-age=31536000, immutable',
  storageClass: 'STANDARD',
  versionId: 'UIORUnfndfiufdisojhr398493jfdkjFJjkndnqUifhnw89493jJFJ',
  encryption: 'aws:kms',
  kmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  checksums: [{ algorithm: 'CRC64NVME' as const, value: 'iVBORw0KGgo=' }],
  checksumType: 'FULL_OBJECT' as const,
  metadata: { 'exported-by': 'nightly job', rows: '18220114' },
  tagCount: 2,
}

/** The dialogs about one thing, and those about the window. */
const dialogs: State[] = [
  {
    name: 'properties',
    scenario: but({ 'objects.head': { value: head } }),
    act: selectAnd('ControlOrMeta+i'),
    shows: 'nightly job',
  },
  {
    name: 'properties denied',
    scenario: but({ 'objects.head': { failure: failed('denied') } }),
    act: selectAnd('ControlOrMeta+i'),
    shows: 'Try again',
  },
  { name: 'new folder', scenario: folder, act: press('F7'), shows: 'Create folder' },
  {
    name: 'new folder that exists',
    scenario: but({ 'objects.createFolder': { failure: failed('already-exists') } }),
    act: async page => {
      await press('F7')(page)
      await page.getByLabel('Name').fill('invoices/2026')
      await page.getByRole('button', { name: 'Create folder' }).click()
    },
    shows: failed('already-exists').message,
  },
  { name: 'settings', scenario: folder, act: press('ControlOrMeta+,'), shows: 'Files at once' },
  { name: 'help', scenario: folder, act: press('F1'), shows: 'In the listing' },
]

const conflict = (name: string, size: number, age: number) => ({
  item: name,
  target: `2026/${name}`,
  name,
  existing: { size, modified: NOW - age * 86_400_000 },
  incoming: { size: size + 4_118, modified: NOW - 3_600_000 },
})
const conflicts = [
  conflict('events.parquet', 240_118_552, 2),
  conflict('customer exports/2026-06-full-history-of-all-orders.csv', 18_118, 40),
  conflict('logo.svg', 4_118, 0),
]

/** Bulk jobs: what they ask, and how they run. */
const jobs: State[] = [
  {
    name: 'conflicts',
    scenario: but({
      'transfers.planUpload': { value: { ...plan, conflicts, conflictCount: 3 } },
    }),
    act: press('ControlOrMeta+u'),
    shows: /3 names are taken/,
  },
  {
    name: 'conflicts replaced',
    scenario: but({
      'transfers.planUpload': { value: { ...plan, conflicts, conflictCount: 240 } },
    }),
    act: async page => {
      await press('ControlOrMeta+u')(page)
      await page.getByRole('radiogroup', { name: 'logo.svg' }).getByText('Replace').click()
    },
    shows: /replace 1/,
  },
  {
    name: 'one conflict',
    scenario: but({
      'transfers.planUpload': {
        value: { ...plan, items: 1, conflicts: conflicts.slice(0, 1), conflictCount: 1 },
      },
    }),
    act: press('ControlOrMeta+u'),
    shows: /is already in/,
  },
  {
    name: 'names left out',
    scenario: but({
      'transfers.planUpload': {
        value: {
          ...plan,
          problems: [
            { name: 'trip/link', effect: 'skipped', reason: 'It is a link to a folder above it.' },
            { name: 'trip/socket', effect: 'skipped', reason: 'It is not a regular file.' },
            { name: 'trip/a\\b.txt', effect: 'renamed', reason: 'It becomes “a_b.txt”.' },
          ],
          problemCount: 3,
        },
      },
    }),
    act: press('ControlOrMeta+u'),
    shows: /left out/,
  },
  {
    name: 'upload that cannot start',
    scenario: but({ 'transfers.planUpload': { failure: failed('denied') } }),
    act: press('ControlOrMeta+u'),
    shows: 'Upload could not start',
  },
  {
    name: 'looking',
    scenario: but(
      { 'transfers.planUpload': { pending: true } },
      { planProgress: { items: 1234, bytes: 48_220_118 } },
    ),
    act: press('ControlOrMeta+u'),
    shows: /Looking… 1,234 items/,
  },
  {
    name: 'delete',
    scenario: but({
      'transfers.planDelete': { value: { ...plan, kind: 'delete', items: 12, bytes: 4_118_224 } },
    }),
    act: selectAnd('Delete'),
    shows: 'Delete 12 objects',
  },
  {
    name: 'delete while it counts',
    scenario: but(
      { 'transfers.planDelete': { pending: true } },
      { planProgress: { items: 88_120, bytes: 92_481_221_004 } },
    ),
    act: selectAnd('Delete'),
    shows: /88,120 objects/,
  },
  {
    name: 'download target',
    scenario: but({}, { shell: 'browser' }),
    act: selectAnd('ControlOrMeta+d'),
    shows: 'Through the browser',
  },
  {
    name: 'transfers running',
    scenario: but({ 'transfers.list': { value: { summary: busy, transfers } } }),
    act: async page => {
      for (const [step, speed] of [20, 48, 44, 61, 58, 64, 60, 62].entries()) {
        await announceSummary(page, { ...busy, version: 3 + step, speed: speed * 1e6 })
        await page.clock.runFor(600)
      }
    },
    shows: /2 min left/,
  },
  {
    name: 'transfers dock',
    scenario: but({ 'transfers.list': { value: { summary: busy, transfers } } }),
    act: page => page.getByRole('button', { name: /^Transfers/ }).click(),
    shows: 'Clear finished',
  },
  {
    name: 'transfers dock empty',
    scenario: folder,
    act: page => page.getByRole('button', { name: /^Transfers/ }).click(),
    shows: /are listed here/,
  },
]

async function announceSummary(page: Page, summary: typeof busy) {
  await page.evaluate(value => {
    const { fakePail } = window as unknown as { fakePail: FakeControls }
    fakePail.announce('transfers.changed', value)
  }, summary)
}

/** Every state that the window has an answer to. */
export const states: readonly State[] = [
  ...places,
  ...troubles,
  offline,
  ...profileDialogs,
  ...dialogs,
  ...jobs,
]
