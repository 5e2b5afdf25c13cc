import { gzipSync } from 'node:zlib'
import { chordWav } from './chord.ts'
import { accessLog, readingJson, reportMarkdown, salesCsv, WEBSITE } from './documents.ts'
import { landscapePng } from './landscape.ts'
import { parquetFile } from './parquet.ts'
import { pdfFile } from './pdf.ts'

/** An object to be put as sample data. */
export interface SampleObject {
  readonly bucket: string
  readonly key: string
  readonly body: string | Uint8Array
  readonly storageClass?: string
  readonly tags?: readonly (readonly [string, string])[]
  /** Milliseconds since the Unix epoch. */
  readonly modified: number
}

const READINGS = 1200
const HOUR_MS = 60 * 60 * 1000

/** Everything the playground shows at first: nested contexts, many kinds of files, odd names. */
export function* sampleObjects(): Generator<SampleObject> {
  yield* photos()
  yield* reports()
  yield* website()
  yield* archive()
  yield* oddNames()
}

function* photos(): Generator<SampleObject> {
  const trips = [
    { folder: '2024/Harz in autumn', count: 9, from: Date.UTC(2024, 9, 12, 7) },
    { folder: '2025/Coast walk', count: 14, from: Date.UTC(2025, 5, 3, 9) },
    { folder: '2025/Coast walk/Panoramas', count: 3, from: Date.UTC(2025, 5, 4, 18) },
    { folder: '2026/First snow', count: 6, from: Date.UTC(2026, 0, 8, 8) },
  ]
  let seed = 0
  for (const { folder, count, from } of trips) {
    const wide = folder.endsWith('Panoramas')
    for (let index = 1; index <= count; index++) {
      seed++
      yield {
        bucket: 'photos',
        key: `${folder}/IMG_${String(1000 + seed * 7)}.png`,
        body: landscapePng(seed, wide ? 640 : 320, 200),
        storageClass: folder.startsWith('2024') ? 'STANDARD_IA' : 'STANDARD',
        tags: index === 1 ? [['album', 'best']] : [],
        modified: from + index * HOUR_MS,
      }
    }
  }
  const chord = chordWav([220, 277.18, 329.63, 440], 12)
  const modified = Date.UTC(2025, 5, 4, 20)
  yield { bucket: 'photos', key: '2025/Coast walk/waves.wav', body: chord, modified }
  const readme = 'Originals, straight from the camera. Please do not edit in place.\n'
  yield { bucket: 'photos', key: 'READ ME.txt', body: readme, modified: Date.UTC(2024, 9, 30) }
}

function* reports(): Generator<SampleObject> {
  for (const year of [2023, 2024, 2025]) {
    for (const quarter of [1, 2, 3, 4]) {
      const folder = `sales/${year}/Q${quarter}`
      const modified = Date.UTC(year, quarter * 3, 4, 10, quarter)
      const storageClass = year === 2023 ? 'STANDARD_IA' : 'STANDARD'
      const at = { bucket: 'reports', storageClass, modified }
      yield { ...at, key: `${folder}/report.md`, body: reportMarkdown(year, quarter) }
      const table = salesCsv(year, quarter, 900 * quarter)
      yield { ...at, key: `${folder}/sales-q${quarter}.csv`, body: table }
    }
  }
  const from = Date.UTC(2026, 1, 1)
  for (let number = 1; number <= READINGS; number++) {
    const modified = from + number * HOUR_MS
    yield {
      bucket: 'reports',
      key: `weather/readings/reading-${String(number).padStart(4, '0')}.json`,
      body: readingJson(number, new Date(modified)),
      modified,
    }
  }
  for (let day = 1; day <= 14; day++) {
    yield {
      bucket: 'reports',
      key: `logs/2026-03-${String(day).padStart(2, '0')}.log`,
      body: accessLog(day, 400),
      storageClass: 'INTELLIGENT_TIERING',
      modified: Date.UTC(2026, 2, day, 23, 59),
    }
  }
  yield* handouts()
  // A context made by hand, as "New folder" makes them.
  yield { bucket: 'reports', key: 'drafts/', body: '', modified: Date.UTC(2026, 2, 20) }
}

/** One of each kind that can be looked into and that the reports do not have otherwise. */
function* handouts(): Generator<SampleObject> {
  const at = { bucket: 'reports', modified: Date.UTC(2026, 2, 18, 11) }
  const days = Array.from({ length: 14 }, (_, index) => accessLog(index + 1, 400))
  yield { ...at, key: 'handouts/access logs.log.gz', body: gzipSync(days.join('')) }
  const hours = Array.from({ length: 1000 }, (_, hour) => hour)
  const readings = hours.map(hour => readingJson(hour + 1, new Date(at.modified + hour * HOUR_MS)))
  const lines = readings.map(reading => JSON.stringify(JSON.parse(reading))).join('\n')
  yield { ...at, key: 'handouts/readings.jsonl', body: `${lines}\n` }
  const parsed = readings.map(reading => JSON.parse(reading) as Record<string, string>)
  const text = (name: string) =>
    ({ name, type: 'text', values: parsed.map(one => String(one[name])) }) as const
  const number = (name: string) =>
    ({ name, type: 'number', values: parsed.map(one => Number(one[name])) }) as const
  const columns = [text('station'), text('time'), number('temperature'), number('humidity')]
  yield { ...at, key: 'handouts/readings.parquet', body: parquetFile(columns) }
  const pages = ['The hill station', 'Where the stations are', 'How they are read'].map(
    (heading, index) => ({
      heading,
      lines: [
        'Twelve weather stations stand on one hill, and have done so since 1987.',
        'Each is read every hour; what it says is stored as an object of its own.',
        `This is page ${index + 1} of 3.`,
      ],
    }),
  )
  yield { ...at, key: 'handouts/the hill station.pdf', body: pdfFile(pages) }
  const latin = Buffer.from('Messwerte für die Höhenstation, gültig ab März.\n', 'latin1')
  yield { ...at, key: 'handouts/Latin-1 text.txt', body: latin }
  const firmware = Buffer.from(hours.map(hour => (hour * 167 + 41) % 256))
  yield { ...at, key: 'handouts/station firmware.bin', body: firmware }
}

function* website(): Generator<SampleObject> {
  const modified = Date.UTC(2026, 2, 2, 12)
  for (const [key, body] of Object.entries(WEBSITE)) {
    yield { bucket: 'website', key, body, modified }
  }
  const hills = landscapePng(101, 640, 360)
  yield { bucket: 'website', key: 'images/hills.png', body: hills, modified }
}

function* archive(): Generator<SampleObject> {
  for (const year of [2018, 2019, 2020, 2021]) {
    yield {
      bucket: 'archive',
      key: `ledgers/${year}.csv`,
      body: salesCsv(year, 4, 5000),
      storageClass: year < 2020 ? 'DEEP_ARCHIVE' : 'GLACIER',
      modified: Date.UTC(year + 1, 0, 15),
    }
  }
  yield {
    bucket: 'archive',
    key: 'inventory.csv',
    body: 'file,years\nledgers,2018-2021\n',
    storageClass: 'GLACIER_IR',
    modified: Date.UTC(2022, 0, 15),
  }
}

/** Keys that S3 takes and many programs do not. */
function* oddNames(): Generator<SampleObject> {
  const keys = [
    'a',
    'a//b',
    'a/b',
    '/leading slash.txt',
    './dot/../dots.txt',
    'both "quotes" and \'quotes\'.txt',
    'plus+percent%20and space.txt',
    'trailing space .txt ',
    'UPPER.txt',
    'upper.txt',
    'CON',
    'back\\slash.txt',
    'colon: question? star*.txt',
    '🦊 fox/😀 smile.txt',
    'naïve café – Ωμέγα.txt',
    '日本語/資料.txt',
    `long/${'a name that goes on '.repeat(12)}.txt`,
  ]
  for (const [index, key] of keys.entries()) {
    const modified = Date.UTC(2026, 3, 1 + index)
    yield { bucket: 'odd-names', key, body: `The key of this object is ${key}\n`, modified }
  }
}
