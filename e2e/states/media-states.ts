import type { Page } from 'playwright/test'
import type { Preview } from '#shared/preview.ts'
import { chordWav } from '../../electron/playground/sample/chord.ts'
import { landscapePng } from '../../electron/playground/sample/landscape.ts'
import { parquetFile } from '../../electron/playground/sample/parquet.ts'
import { pdfFile } from '../../electron/playground/sample/pdf.ts'
import type { Scenario } from './fake-bridge.ts'
import { FILM } from './film.ts'
import { but, failed } from './sample.ts'
import type { State } from './state.ts'

const PICTURE = {
  kind: 'image',
  mediaType: 'image/png',
  pixels: { width: 320, height: 200 },
} as const
const SOUND = { kind: 'audio', mediaType: 'audio/wav' } as const
const MOVIE = { kind: 'video', mediaType: 'video/webm' } as const
const PAPER = { kind: 'pdf', mediaType: 'application/pdf' } as const
const TABLE = { kind: 'parquet' } as const
type Kind = typeof PICTURE | typeof SOUND | typeof MOVIE | typeof PAPER | typeof TABLE

const NO_HEAD = { 'objects.head': { failure: failed('denied') } } as const

function described(kind: Kind, file: Buffer, complete: boolean): Preview {
  const head = file.toString('base64')
  return { ...kind, etag: 'e1', size: file.length, gzip: false, head, complete }
}

/** All of it is there. */
function whole(kind: Kind, file: Buffer): Scenario {
  const preview = described(kind, file, true)
  const bytes = file.toString('base64')
  return but({ 'previews.describe': { value: preview }, ...NO_HEAD }, { bytes })
}

/** Its first bytes are there, the others are on their way for ever. */
function onItsWay(kind: Kind, file: Buffer): Scenario {
  const preview = described(kind, file.subarray(0, 64), false)
  const value = { ...preview, size: file.length }
  // Pictures come by the address of the browser shell, which the test serves.
  return but({ 'previews.describe': { value }, ...NO_HEAD }, { shell: 'browser' })
}

const rubbish = Buffer.from('This is none of what it says it is.'.repeat(40))
const picture = landscapePng(3, 320, 200)
const paper = pdfFile(
  ['The hill station', 'Where the stations are'].map(heading => ({
    heading,
    lines: ['Twelve weather stations stand on one hill, and have done so since 1987.'],
  })),
)
const hours = Array.from({ length: 60 }, (_, hour) => hour)
const table = parquetFile([
  { name: 'station', type: 'text', values: hours.map(hour => `station-${(hour % 12) + 1}`) },
  { name: 'temperature', type: 'number', values: hours.map(hour => ((hour * 7) % 31) - 4.5) },
  { name: 'humidity', type: 'number', values: hours.map(hour => 40 + ((hour * 11) % 50)) },
])

const select = (name: string) => (page: Page) => page.getByRole('row', { name }).click()
const look = (name: string) => async (page: Page) => {
  await select(name)(page)
  await page.keyboard.press('Space')
}
const until = (act: (page: Page) => Promise<void>, label: string) => async (page: Page) => {
  await act(page)
  await page.getByLabel(label, { exact: true }).waitFor()
}

/** Pictures, sound, films, PDF and Parquet: as they are, on their way, and damaged. */
export const mediaStates: readonly State[] = [
  {
    name: 'preview on its way',
    scenario: but({ 'previews.describe': { pending: true }, ...NO_HEAD }),
    act: until(select('product photo.jpg'), 'Loading'),
    shows: 'product photo.jpg',
  },
  {
    name: 'preview of a picture',
    scenario: whole(PICTURE, picture),
    act: select('product photo.jpg'),
    shows: '320 × 200',
  },
  {
    name: 'quick look of a picture',
    scenario: whole(PICTURE, picture),
    act: async page => {
      await look('product photo.jpg')(page)
      await page.getByRole('dialog').getByRole('button', { name: 'Larger' }).click()
    },
    shows: /at 200 %/,
  },
  {
    name: 'preview of a picture on its way',
    scenario: onItsWay(PICTURE, picture),
    act: until(select('product photo.jpg'), 'Loading'),
    shows: '320 × 200',
  },
  {
    name: 'preview of a damaged picture',
    scenario: whole(PICTURE, rubbish),
    act: select('product photo.jpg'),
    shows: /^This picture is damaged/,
  },
  {
    name: 'preview of sound',
    scenario: whole(SOUND, chordWav([220, 330], 1)),
    act: until(select('interview.flac'), 'Player of interview.flac'),
    shows: 'interview.flac',
  },
  {
    name: 'preview of damaged sound',
    scenario: whole(SOUND, rubbish),
    act: select('interview.flac'),
    shows: /^This sound is damaged/,
  },
  {
    name: 'preview of a large film',
    scenario: but(NO_HEAD),
    act: select('board meeting.mp4'),
    shows: 'Too large to be shown by itself',
  },
  {
    name: 'quick look of a film',
    scenario: whole(MOVIE, FILM),
    act: until(look('board meeting.mp4'), 'Player of board meeting.mp4'),
    shows: 'board meeting.mp4',
  },
  {
    name: 'quick look of a damaged film',
    scenario: whole(MOVIE, rubbish),
    act: look('board meeting.mp4'),
    shows: /^This film is damaged/,
  },
  {
    name: 'preview of a PDF',
    scenario: whole(PAPER, paper),
    act: select('annual-report-2025.pdf'),
    shows: '2 pages',
  },
  {
    name: 'quick look of a PDF',
    scenario: whole(PAPER, paper),
    act: look('annual-report-2025.pdf'),
    shows: '2 pages',
  },
  {
    name: 'preview of a PDF on its way',
    scenario: onItsWay(PAPER, paper),
    act: until(select('annual-report-2025.pdf'), 'Loading'),
    shows: 'annual-report-2025.pdf',
  },
  {
    name: 'preview of a damaged PDF',
    scenario: whole(PAPER, rubbish),
    act: select('annual-report-2025.pdf'),
    shows: /^This PDF is damaged/,
  },
  {
    name: 'quick look of Parquet rows',
    scenario: whole(TABLE, table),
    act: look('events.parquet'),
    shows: 'station-12',
  },
  {
    name: 'quick look of a Parquet schema',
    scenario: whole(TABLE, table),
    act: async page => {
      await look('events.parquet')(page)
      await page.getByRole('radio', { name: 'Schema' }).click()
    },
    shows: 'double',
  },
  {
    name: 'quick look of Parquet on its way',
    scenario: onItsWay(TABLE, table),
    act: until(look('events.parquet'), 'Loading'),
    shows: 'events.parquet',
  },
  {
    name: 'quick look of damaged Parquet',
    scenario: whole(TABLE, rubbish),
    act: look('events.parquet'),
    shows: /^This file cannot be read/,
  },
]
