import { but, failed, folder, NOW } from './sample.ts'
import { press, type State, selectAnd } from './state.ts'

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
export const dialogStates: readonly State[] = [
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
