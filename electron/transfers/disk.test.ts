import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Disk } from './disk.ts'
import { isOnLocalDisk } from './local-disk.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pail-disk-'))
})

afterAll(() => rm(folder, { recursive: true }))

/** There are systems that do not tell of any disk that it is of this computer. */
const onLocalDisk = test.runIf(await isOnLocalDisk(tmpdir()))

const later = async () => 'the threads'
const now = () => 'at once'

/** Of a disk that has to move its arm. */
function slowly(): string {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
  return 'slowly'
}

test('a disk that nothing is known of is asked by the threads', async () => {
  expect(await Disk.unknown.ask(now, later)).toBe('the threads')
  expect(await (await Disk.of(join(folder, 'not there'))).ask(now, later)).toBe('the threads')
})

onLocalDisk('a disk of this computer is asked at once', async () => {
  const disk = await Disk.of(folder)
  expect(disk.ask(now, later)).toBe('at once')
  expect(disk.ask(now, later)).toBe('at once')
})

onLocalDisk(
  'a disk that took its time is asked by the threads for a while, and then at once again',
  async () => {
    const disk = await Disk.of(folder)
    expect(disk.ask(slowly, later)).toBe('slowly')
    expect(await disk.ask(now, later)).toBe('the threads')
    await expect.poll(() => disk.ask(now, later), { timeout: 10_000 }).toBe('at once')
  },
)

onLocalDisk('a disk that takes its time to fail is as busy', async () => {
  const disk = await Disk.of(folder)
  const fail = () => {
    slowly()
    throw new Error('EIO')
  }
  expect(() => disk.ask(fail, later)).toThrow('EIO')
  expect(await disk.ask(now, later)).toBe('the threads')
})

onLocalDisk('one disk that is busy keeps no other one waiting', async () => {
  const busy = await Disk.of(folder)
  busy.ask(slowly, later)
  expect((await Disk.of(folder)).ask(now, later)).toBe('at once')
})
