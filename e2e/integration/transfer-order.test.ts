import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TransferStorage } from '../../electron/transfers/transfer-storage.ts'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { faultyStorage } from './faulty-storage.ts'
import { FileManager, localFolder } from './file-manager.ts'
import { connectTo, newBucket } from './storage-connection.ts'

let server: RunningServer

beforeAll(async () => {
  server = await startPlaygroundServer()
})

afterAll(() => server.stop())

test('a transfer that is moved to the top overtakes those that run', async () => {
  const bucket = await newBucket(server)
  const real = connectTo(server).storage(bucket)
  const gate = Promise.withResolvers<void>()
  const stored: string[] = []
  const upload: TransferStorage['upload'] = async (request, signal) => {
    await gate.promise
    stored.push(request.key)
    return await real.upload(request, signal)
  }
  const journal = join(await localFolder(), 'transfers.db')
  const app = new FileManager(faultyStorage(real, { upload }), bucket, 1, journal)
  const names = ['a', 'b', 'c', 'd', 'e']
  const ids: string[] = []
  for (const name of names) {
    const source = await localFolder({ [`${name}/1`]: '1', [`${name}/2`]: '2' })
    const plan = await app.planUpload('', join(source, name))
    ids.push(app.transfers.start({ planId: plan.id }).id)
  }
  const order = () =>
    app.transfers.list({ from: 0, to: 9 }).transfers.map(({ id }) => names[ids.indexOf(id)])
  expect(order()).toEqual(names)
  app.transfers.reorder({ id: ids[4] ?? '', to: 'top' })
  app.transfers.reorder({ id: ids[1] ?? '', to: 'down' })
  expect(order()).toEqual(['e', 'a', 'c', 'b', 'd'])
  gate.resolve()
  for (const id of ids) await app.end(id)
  // The one lane had begun with the first.
  expect(stored[0]).toBe('a/1')
  expect(stored.indexOf('e/2')).toBeLessThan(stored.indexOf('a/2'))
  expect(stored.at(-1)).toBe('d/2')
})
