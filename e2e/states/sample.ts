import type { Failure, FailureCode } from '#shared/errors.ts'
import type { MethodOutput } from '#shared/ipc/contract.ts'
import { type Entry, fileEntry, folderEntry, type ListingState } from '#shared/listing.ts'
import { NO_PLACES } from '#shared/places.ts'
import { DEFAULT_SETTINGS } from '#shared/settings.ts'
import type { Transfer, TransfersSummary } from '#shared/transfer.ts'
import type { CauseGroup, TransferItem } from '#shared/transfer-items.ts'
import type { TransferPlan } from '#shared/transfer-plan.ts'
import { NOTHING_SAVED } from '#shared/workspace.ts'
import { remedyOf, sentenceOf } from '../../electron/storage/failure-words.ts'
import type { Scenario } from './fake-bridge.ts'

type ListedProfile = MethodOutput<'profiles.list'>['profiles'][number]

/** Fixed, so that pictures of two runs can be compared. */
export const NOW = Date.parse('2026-06-18T10:00:00Z')
const DAY = 86_400_000

export const work: ListedProfile = {
  id: 'work',
  label: 'Work',
  color: 'blue',
  endpoint: { type: 'aws' },
  region: 'eu-west-1',
  addressing: 'auto',
  credentials: { type: 'keys', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
  readOnly: false,
  secret: 'keychain',
}
const profiles: ListedProfile[] = [
  work,
  {
    ...work,
    id: 'production',
    label: 'Production archive',
    color: 'red',
    readOnly: true,
    start: { bucket: 'acme-archive', prefix: '' },
  },
  {
    ...work,
    id: 'lab',
    label: 'Lab cluster',
    color: 'teal',
    endpoint: { type: 'custom', url: 'https://s3.lab.example.org' },
    secret: 'missing',
  },
]

export const buckets = ['acme-assets', 'acme-backups', 'acme-logs', 'acme-reports'].map(
  (name, index) => ({ name, created: NOW - (400 - index * 90) * DAY, region: 'eu-west-1' }),
)

const file = (name: string, size: number, age: number, storageClass = 'STANDARD') =>
  fileEntry(
    { key: `2026/${name}`, size, modified: NOW - age * DAY, etag: 'e1', storageClass },
    '2026/',
  )

/** A folder as people have them: every family of files, long names, every size. */
export const rows: Entry[] = [
  ...['archive/', 'customer exports/', 'invoices/', 'screenshots/'].map(name =>
    folderEntry(`2026/${name}`),
  ),
  file('annual-report-2025.pdf', 4_812_336, 41),
  file(
    'backup-2026-06-17T03-00-00Z-full-database-export-production-cluster.tar.gz',
    92_481_221_004,
    1.2,
    'GLACIER_IR',
  ),
  file('board meeting.mp4', 1_204_118_992, 3, 'STANDARD_IA'),
  file('Dockerfile', 1_204, 12),
  file('events.parquet', 240_118_552, 0.1),
  file('index.html', 18_220, 0.02),
  file('interview.flac', 48_220_110, 200, 'DEEP_ARCHIVE'),
  file('logo.svg', 4_118, 330),
  file('notes.md', 512, 0.3),
  file('product photo.jpg', 3_118_224, 18),
  file('readme', 88, 700),
  file('server.ts', 9_812, 2),
  file('übersicht 日本語.xlsx', 88_412, 5),
]

/** Names that look like others, like nothing, or like what they are not. */
export const oddRows: Entry[] = [
  ...['/', './', '../'].map(name => folderEntry(`2026/${name}`)),
  ...[
    'é.txt',
    'é.txt'.normalize('NFD'),
    'bell\u0007.txt',
    'invoice\u202efdp.exe',
    'trailing ',
    'zero\u200bwidth',
  ].map(name => file(name, 1_204, 12)),
]

export const complete: ListingState = {
  id: 'listing',
  version: 1,
  folders: rows.filter(row => row.type === 'folder').length,
  files: rows.filter(row => row.type === 'file').length,
  bytes: rows.reduce((sum, row) => sum + (row.type === 'file' ? row.size : 0), 0),
  status: 'complete',
}

export const idle: TransfersSummary = {
  version: 1,
  running: 0,
  waiting: 0,
  queued: 0,
  paused: 0,
  done: 0,
  failed: 0,
  canceled: 0,
  bytesDone: 0,
  itemsDone: 0,
  itemsTotal: 0,
  speed: 0,
}

/** A failure with the words that Pail itself finds for it. */
export function failed(code: FailureCode, more: Partial<Failure['details']> = {}): Failure {
  const subject = {
    profile: 'Work',
    endpoint: 's3.eu-west-1.amazonaws.com',
    bucket: 'acme-reports',
  }
  const details = {
    serverCode: 'AccessDenied',
    status: 403,
    requestId: 'TX0000BR7EXAMPLE91',
    host: 's3.eu-west-1.amazonaws.com',
    ...more,
  }
  const attempt = {
    does: 'list the folder “2026/” in the bucket “acme-reports”',
    permission: 's3:ListBucket',
    subject,
  }
  return {
    code,
    message: sentenceOf(code, attempt, details),
    remedy: remedyOf(code, attempt, details),
    subject,
    details,
  }
}

const denied: CauseGroup = {
  code: 'denied',
  remedy: failed('denied').remedy,
  items: 3,
  first: { name: 'a.csv', failure: failed('denied') },
}

/** The items of a transfer in every state there is. */
export const items: TransferItem[] = [
  { name: '2026/raw/IMG_0231.nef', state: 'moving', size: 48_220_118, bytesDone: 12_118_220 },
  { name: '2026/annual-report-2025.pdf', state: 'done', size: 4_812_336 },
  { name: '2026/board meeting.mp4', state: 'waiting', size: 1_204_118_992 },
  { name: '2026/a.csv', state: 'failed', size: 18_118, failure: failed('denied') },
  {
    name: '2026/trip/link',
    state: 'skipped',
    size: 0,
    note: 'It is a link; links are not followed.',
  },
  { name: '2026/logo.svg', state: 'done', size: 4_118, note: 'It became “logo (2).svg”.' },
].map((item, number) => ({ ...item, number }) as TransferItem)

/** An open folder in a window where all is well; scenarios say what differs. */
export const folder: Scenario = {
  shell: 'desktop',
  rows,
  answers: {
    'app.info': { value: { version: '0.1.0', shell: 'desktop', platform: 'linux', damaged: [] } },
    'keychain.status': { value: { status: 'ready' } },
    'profiles.list': {
      value: {
        profiles: profiles.map(profile =>
          profile.id === 'work'
            ? { ...profile, start: { bucket: 'acme-reports', prefix: '2026/' } }
            : profile,
        ),
      },
    },
    'buckets.list': { value: buckets },
    'thumbnails.usage': { value: { bytes: 48_118_224, limit: 268_435_456 } },
    'settings.get': { value: DEFAULT_SETTINGS },
    'places.get': { value: NO_PLACES },
    'workspace.get': { value: NOTHING_SAVED },
    'workspace.save': { value: {} },
    'listings.open': { value: complete },
    'listings.state': { value: { state: complete } },
    'listings.refresh': { value: {} },
    'listings.close': { value: {} },
    'listings.find': { value: {} },
    'transfers.list': { value: { summary: idle, total: 0, transfers: [] } },
    'external.list': { value: { edits: [] } },
    'transfers.discard': { value: {} },
    'transfers.causes': { value: { causes: [denied] } },
    'folders.default': { value: { handle: 'h', path: '/home/ada/Downloads' } },
    'dialogs.pickFiles': { value: { handle: 'h' } },
    'dialogs.pickFolder': { value: { folder: { handle: 'h', path: '/home/ada/Downloads' } } },
  },
}

/** The window with other answers to some methods. */
export function but(answers: Scenario['answers'], more: Partial<Scenario> = {}): Scenario {
  return { ...folder, ...more, answers: { ...folder.answers, ...answers } }
}

/** The window on the buckets of a profile. */
export function profile(answers: Scenario['answers'] = {}): Scenario {
  return but({ 'profiles.list': { value: { profiles } }, ...answers })
}

/** The folder with a listing that failed. */
export function broken(failure: Failure): Scenario {
  const state: ListingState = { ...complete, folders: 0, files: 0, bytes: 0, status: 'failed' }
  return but(
    { 'listings.open': { value: state }, 'listings.state': { value: { state, failure } } },
    { rows: [] },
  )
}

export const plan: TransferPlan = {
  id: 'plan',
  kind: 'upload',
  items: 14,
  folders: 0,
  bytes: 48_220_118,
  requests: { writes: 21, reads: 0, deletes: 0 },
  archived: 0,
  conflicts: [],
  conflictCount: 0,
  problems: [],
  problemCount: 0,
  sample: ['2026/annual-report-2025.pdf', '2026/board meeting.mp4', '2026/logo.svg'],
}

const transfer: Transfer = {
  id: 't',
  kind: 'upload',
  location: { profileId: 'work', bucket: 'acme-reports', prefix: '2026/' },
  label: 'board meeting.mp4',
  created: NOW,
  itemsTotal: 1,
  itemsDone: 0,
  itemsSkipped: 0,
  itemsFailed: 0,
  bytesTotal: 1_204_118_992,
  bytesDone: 402_118_992,
  failures: [],
  state: { status: 'running', speed: 48_220_000, secondsLeft: 17, current: 'board meeting.mp4' },
}

/** A server that a transfer waits for. */
export const outage = {
  host: 's3.eu-west-1.amazonaws.com',
  since: NOW - 180_000,
  nextTry: NOW + 12_000,
}

/** One transfer in every state there is. */
export const transfers: Transfer[] = [
  transfer,
  {
    ...transfer,
    id: 't2',
    kind: 'download',
    label: '48 items',
    folder: '/home/ada/Downloads',
    itemsTotal: 48,
    itemsDone: 12,
    bytesDone: 180_118_992,
    state: { status: 'running', speed: 12_220_000, secondsLeft: 133, current: 'raw/IMG_0231.nef' },
  },
  {
    ...transfer,
    id: 't3',
    kind: 'delete',
    label: 'archive',
    itemsTotal: 1204,
    state: { status: 'queued' },
  },
  {
    ...transfer,
    id: 't4',
    label: '14 items',
    itemsTotal: 14,
    itemsDone: 11,
    itemsFailed: 3,
    bytesDone: 40_118_992,
    failures: ['a.csv', 'b.csv', 'c.csv'].map(name => ({ name, failure: failed('denied') })),
    state: { status: 'failed', finished: NOW },
  },
  {
    ...transfer,
    id: 't5',
    label: 'events.parquet',
    bytesDone: 240_118_552,
    itemsDone: 1,
    state: { status: 'done', finished: NOW },
  },
  {
    ...transfer,
    id: 't6',
    kind: 'download',
    label: 'interview.flac',
    state: { status: 'canceled', finished: NOW },
  },
  {
    ...transfer,
    id: 't9',
    kind: 'zip',
    label: '2026.zip',
    folder: '/home/ada/Downloads',
    fileName: '2026.zip',
    itemsTotal: 1204,
    state: { status: 'paused', since: NOW },
  },
  { ...transfer, id: 't7', label: 'raw.tar', state: { status: 'paused', since: NOW } },
  { ...transfer, id: 't8', label: 'talk.mov', state: { status: 'waiting', ...outage } },
]

/** A zip that one object was not to be had for. */
export const failedZip: Transfer = {
  ...transfer,
  kind: 'zip',
  label: '2026.zip',
  folder: '/home/ada/Downloads',
  fileName: '2026.zip',
  itemsTotal: 1204,
  itemsDone: 402,
  state: {
    status: 'failed',
    finished: NOW,
    failure: {
      ...failed('corrupted'),
      message:
        '“2026/raw/IMG_0231.nef” could not be put into the zip, so there is none. It did not arrive as the endpoint has it.',
    },
  },
}

export const busy: TransfersSummary = {
  ...idle,
  version: 2,
  running: 2,
  queued: 1,
  paused: 1,
  done: 1,
  failed: 1,
  canceled: 1,
  bytesDone: 582_237_984,
  bytesTotal: 2_408_237_984,
  itemsDone: 12,
  itemsTotal: 1253,
  speed: 60_440_000,
  secondsLeft: 133,
}
