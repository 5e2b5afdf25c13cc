import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { VerificationState } from '#shared/verification.ts'
import { LocalHandles } from '../../electron/transfers/local-handles.ts'
import { Verifications } from '../../electron/transfers/verify/verifications.ts'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { failing, faultyStorage } from './faulty-storage.ts'
import { FileManager, localFolder, never, noise } from './file-manager.ts'
import { connectTo, newBucket } from './storage-connection.ts'

const CLIENT = 'window'

let server: RunningServer

beforeAll(async () => {
  server = await startPlaygroundServer()
})

afterAll(() => server.stop())

/** A bucket with a finished upload of three files, and what verifies it. */
async function uploaded(head?: (key: string) => void) {
  const bucket = await newBucket(server)
  const real = connectTo(server).storage(bucket)
  const app = new FileManager(real, bucket)
  const source = await localFolder({ 'a.txt': 'aaa', 'b.bin': noise(20_000_000, 5), 'c.txt': '' })
  const end = await app.run(
    await app.planUpload('d/', join(source, 'a.txt'), join(source, 'b.bin'), join(source, 'c.txt')),
  )
  expect(end.state.status).toBe('done')
  const handles = new LocalHandles()
  const storage = faultyStorage(real, {
    head: async (key, signal) => {
      head?.(key)
      return await real.head(key, signal)
    },
  })
  const verifications = new Verifications({
    transfers: { receipt: async input => app.transfers.receipt(input) },
    handles,
    storage: async () => storage,
  })
  return {
    app,
    real,
    end,
    handles,
    verifications,
    bucket,
    subject: { type: 'transfer', id: end.id } as const,
  }
}

/** Waits until a verification is over; gives what it found by key. */
async function verified(verifications: Verifications, begun: VerificationState) {
  await expect
    .poll(() => verifications.items(CLIENT, { id: begun.id, from: 0, to: 0 }).state.status)
    .not.toBe('running')
  const { state, items } = verifications.items(CLIENT, { id: begun.id, from: 0, to: 100 })
  return { state, outcomes: Object.fromEntries(items.map(item => [item.key, item.outcome])) }
}

test('what was moved is the same, until it is changed or goes', async () => {
  const { real, verifications, subject } = await uploaded()
  const first = await verified(verifications, await verifications.start(CLIENT, subject, never()))
  expect(first.state).toMatchObject({ status: 'complete', total: 3, counts: { same: 3 } })
  await real.uploadFile({ file: 'aab', fileName: 'd/a.txt' })
  await real.deleteFile({ fileName: 'd/b.bin' })
  const { outcomes } = await verified(
    verifications,
    await verifications.start(CLIENT, subject, never()),
  )
  expect(outcomes).toEqual({ 'd/a.txt': 'changed', 'd/b.bin': 'gone', 'd/c.txt': 'same' })
})

test('a saved receipt is held against the endpoint, as CSV and as JSON', async () => {
  const { app, end, handles, verifications, bucket } = await uploaded()
  const folder = await localFolder()
  for (const format of ['csv', 'json'] as const) {
    const file = await app.transfers.export({ of: { type: 'receipt', id: end.id }, format }, folder)
    expect(await readFile(file, 'utf8')).toContain(bucket)
    const handle = handles.addPaths(CLIENT, [file])
    const subject = { type: 'receipt', file: handle, profileId: 'test', bucket: 'other' } as const
    const begun = await verifications.start(CLIENT, subject, never())
    const { state } = await verified(verifications, begun)
    expect(state).toMatchObject({ status: 'complete', counts: { same: 3 } })
    const target = handles.addFolder(CLIENT, folder)
    const wish = { id: begun.id, format: 'json', folder: target.handle } as const
    const rows = JSON.parse(await readFile(await verifications.export(CLIENT, wish), 'utf8'))
    expect(rows).toHaveLength(3)
    expect(rows[0]).toMatchObject({ bucket, outcome: 'same' })
  }
  const other = join(folder, 'other.txt')
  await writeFile(other, 'hello')
  const subject = {
    type: 'receipt',
    file: handles.addPaths(CLIENT, [other]),
    profileId: 'test',
    bucket,
  } as const
  await expect(verifications.start(CLIENT, subject, never())).rejects.toThrow(/no receipt/)
})

test('the copies of a copy are verified, not their originals', async () => {
  const { app, real, verifications } = await uploaded()
  const end = await app.run(await app.planCopy('copy', { prefixes: ['d/'] }, { to: 'copies/' }))
  await real.deleteFile({ fileName: 'd/a.txt' })
  const subject = { type: 'transfer', id: end.id } as const
  const { outcomes } = await verified(
    verifications,
    await verifications.start(CLIENT, subject, never()),
  )
  expect(outcomes).toEqual({
    'copies/d/a.txt': 'same',
    'copies/d/b.bin': 'same',
    'copies/d/c.txt': 'same',
  })
})

test('a verification that can’t go on says why; one that is canceled stops', async () => {
  const fatal = await uploaded(() => {
    throw failing('wrong-secret')
  })
  const begun = await fatal.verifications.start(CLIENT, fatal.subject, never())
  const { state } = await verified(fatal.verifications, begun)
  expect(state).toMatchObject({ status: 'failed', failure: { code: 'wrong-secret' } })

  const canceled = await uploaded()
  const { id } = await canceled.verifications.start(CLIENT, canceled.subject, never())
  canceled.verifications.cancel(CLIENT, id)
  const found = canceled.verifications.items(CLIENT, { id, from: 0, to: 9 })
  expect(found.state.status).toBe('canceled')
  canceled.verifications.leave(CLIENT)
  expect(() => canceled.verifications.cancel(CLIENT, id)).toThrow(/no longer known/)
})

test('what was deleted, or cleared, can’t be verified', async () => {
  const { app, verifications, subject } = await uploaded()
  const end = await app.run(await app.planDelete('', { prefixes: ['d/'] }))
  const deleted = { type: 'transfer', id: end.id } as const
  await expect(verifications.start(CLIENT, deleted, never())).rejects.toThrow(/was deleted/)
  await app.transfers.clear()
  await expect(verifications.start(CLIENT, subject, never())).rejects.toThrow(/no longer known/)
})
