import { link, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Disk } from '../../electron/transfers/disk.ts'
import { Journal } from '../../electron/transfers/journal/journal.ts'
import { ZipJob } from '../../electron/transfers/zip/zip-job.ts'

const TOKEN = '0123456789ab'

async function setUp() {
  const folder = await mkdtemp(join(tmpdir(), 'pail-zip-'))
  const journal = new Journal(':memory:')
  onTestFinished(async () => {
    journal.close()
    await rm(folder, { recursive: true, force: true })
  })
  const final = join(folder, 'all.zip')
  const job = journal.jobs.plan('job')
  const open = () => ZipJob.open(journal.partFiles, job, final, TOKEN, Disk.unknown)
  return { folder, journal, job, final, open }
}

test('a try that was killed before the journal knew of its file leaves nothing', async () => {
  const { folder, open } = await setUp()
  await writeFile(join(folder, `all.zip.${TOKEN}c0ffee.pail-part`), 'half')
  await writeFile(join(folder, 'all.zip.ba9876543210c0ffee.pail-part'), 'of another job')
  const zip = await open()
  expect(zip).not.toBe('placed')
  expect(await readdir(folder)).toHaveLength(2)
  if (zip !== 'placed') await zip.abandon(new Error('enough'))
  expect(await readdir(folder)).toEqual(['all.zip.ba9876543210c0ffee.pail-part'])
})

test('a zip that was killed while it had both of its names keeps the last one', async () => {
  const { folder, journal, job, final, open } = await setUp()
  await open()
  const known = journal.partFiles.of(job, 0)
  await link(known?.path ?? '', final)
  expect(await open()).toBe('placed')
  expect(await readdir(folder)).toEqual(['all.zip'])
})

test('what appeared under the name of the zip is not touched', async () => {
  const { folder, final, open } = await setUp()
  await open()
  await writeFile(final, 'mine')
  await expect(open()).rejects.toMatchObject({ code: 'already-exists' })
  expect(await readdir(folder)).toContain('all.zip')
})
