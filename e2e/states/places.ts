import { expect } from 'playwright/test'
import { DEFAULT_SETTINGS } from '#shared/settings.ts'
import { but, complete, failed, folder, profile, work } from './sample.ts'
import type { State } from './state.ts'

/** The places: with rows, without, and on the way. */
export const places: readonly State[] = [
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
    name: 'icons',
    // As in a browser: a page without a shell can load no scheme of Electron's.
    scenario: but(
      {
        'settings.get': {
          value: { ...DEFAULT_SETTINGS, viewModes: { 'work/acme-reports': 'grid' } },
        },
      },
      { shell: 'browser' },
    ),
    act: async page => {
      await page.getByRole('gridcell', { name: 'board meeting.mp4' }).click()
      await page.keyboard.press('Shift+ArrowRight')
    },
    shows: /2 selected/,
  },
  {
    name: 'more icons than fit',
    scenario: but(
      {
        'settings.get': {
          value: {
            ...DEFAULT_SETTINGS,
            viewModes: { 'work/acme-reports': 'grid' },
            cellSize: 'large',
          },
        },
      },
      { shell: 'browser' },
    ),
    act: async page => {
      const grid = page.getByRole('grid')
      await expect
        .poll(() => grid.evaluate(({ scrollHeight, clientHeight }) => scrollHeight / clientHeight))
        .toBeGreaterThan(1)
    },
    shows: 'board meeting.mp4',
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
    name: 'damaged files',
    scenario: but({
      'app.info': {
        value: {
          version: '0.1.0',
          shell: 'desktop',
          platform: 'linux',
          damaged: [
            {
              keptAs: '/home/ada/.config/pail/places.json.damaged-2026-06-18',
              reason: 'The file with your places is not valid JSON.',
            },
          ],
        },
      },
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
    shows: /your places is not valid/,
  },
]
