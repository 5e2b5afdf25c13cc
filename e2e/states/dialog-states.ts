import type { Page } from 'playwright/test'
import { NO_LIMITS } from '#shared/bandwidth.ts'
import { DEFAULT_SETTINGS } from '#shared/settings.ts'
import type { SizeReport } from '#shared/size.ts'
import { but, failed, folder, NOW, profile } from './sample.ts'
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

const counted: SizeReport = {
  id: 'size',
  status: 'complete',
  objects: 1_204_118,
  bytes: 92_481_221_004,
  classes: [
    { storageClass: 'STANDARD', objects: 1_200_000, bytes: 82_481_221_004 },
    { storageClass: 'GLACIER_IR', objects: 4_118, bytes: 10_000_000_000 },
  ],
  largest: ['2026/archive/full.tar', '2026/archive/media/board meeting.mp4'].map((key, index) => ({
    bucket: 'acme-reports',
    key,
    size: 9_204_118_992 / (index + 1),
    modified: NOW,
  })),
  newest: { bucket: 'acme-reports', key: '2026/archive/a.log', size: 1, modified: NOW },
  requests: 1205,
  current: '2026/archive/logs/2026-06-17/part-0812.log.gz',
  failures: [],
}

const selectFolderAnd = (keys: string) => async (page: Page) => {
  await page.getByRole('row', { name: 'archive/' }).click()
  await page.keyboard.press(keys)
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
  {
    name: 'bucket properties',
    scenario: profile({
      'properties.bucket': { value: { status: 'denied', permission: 's3:GetBucketPolicy' } },
    }),
    act: async page => {
      await page.getByRole('row', { name: 'acme-logs' }).click()
      await page.keyboard.press('ControlOrMeta+i')
    },
    shows: /Needs the permission s3:GetBucketPolicy/,
  },
  {
    name: 'size while it counts',
    scenario: but({ 'sizes.start': { value: { ...counted, status: 'counting' } } }),
    act: selectFolderAnd('ControlOrMeta+Shift+i'),
    shows: /in 1,204,118 objects so far/,
  },
  {
    name: 'size',
    scenario: but({
      'objects.head': { failure: failed('not-found') },
      'sizes.start': { value: { ...counted, status: 'complete', finished: NOW } },
    }),
    act: selectFolderAnd('ControlOrMeta+Shift+i'),
    shows: 'Count again',
  },
  {
    name: 'size that failed',
    scenario: but({
      'sizes.start': {
        value: { ...counted, status: 'failed', failures: [failed('unreachable')] },
      },
    }),
    act: selectFolderAnd('ControlOrMeta+Shift+i'),
    shows: 'Go on',
  },
  { name: 'new folder', scenario: folder, act: press('F7'), shows: 'Create folder' },
  {
    name: 'new folder that exists',
    scenario: but({ 'objects.createFolder': { failure: failed('already-exists') } }),
    act: async page => {
      await press('F7')(page)
      await page.getByRole('textbox', { name: 'Name' }).fill('invoices/2026')
      await page.getByRole('button', { name: 'Create folder' }).click()
    },
    shows: failed('already-exists').message,
  },
  {
    name: 'settings',
    scenario: folder,
    act: press('ControlOrMeta+,'),
    shows: 'Files and parts at once',
  },
  {
    name: 'speed limits',
    scenario: but({
      'settings.get': {
        value: {
          ...DEFAULT_SETTINGS,
          bandwidth: {
            ...NO_LIMITS,
            down: 5_000_000,
            schedule: [
              { days: [1, 2, 3, 4, 5], from: 540, to: 1080, up: 1_000_000, down: 2_000_000 },
              { days: [6, 0], from: 1320, to: 360, up: 0, down: 0 },
            ],
          },
        },
      },
    }),
    act: async page => {
      await press('ControlOrMeta+,')(page)
      const first = page.getByRole('group', { name: 'Time window 1' })
      await first.getByRole('textbox', { name: 'Upload' }).fill('fast')
      await page.getByRole('button', { name: 'Add time window' }).scrollIntoViewIfNeeded()
    },
    shows: 'Ends on the next day.',
  },
  { name: 'help', scenario: folder, act: press('F1'), shows: 'In the listing' },
]
