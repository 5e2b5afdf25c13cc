import { expect, test } from 'vitest'
import { WriteBack } from './write-back.ts'

const MiB = 1024 * 1024

/** A disk that writes when it is told to. */
function disk() {
  const waiting: PromiseWithResolvers<void>[] = []
  return {
    waiting,
    datasync: () => {
      const write = Promise.withResolvers<void>()
      waiting.push(write)
      return write.promise
    },
  }
}

test('the disk begins when enough waits for it, and is asked once at a time', async () => {
  const file = disk()
  const writeBack = new WriteBack(file)
  writeBack.wrote(15 * MiB)
  expect(file.waiting).toHaveLength(0)
  writeBack.wrote(MiB)
  writeBack.wrote(64 * MiB)
  expect(file.waiting).toHaveLength(1)
  file.waiting[0]?.resolve()
  await writeBack.settled()
  writeBack.wrote(1)
  expect(file.waiting).toHaveLength(2)
})

test('what failed on the disk is told by whoever waits for it', async () => {
  const file = disk()
  const writeBack = new WriteBack(file)
  writeBack.wrote(16 * MiB)
  file.waiting[0]?.reject(new Error('EIO'))
  await expect(writeBack.settled()).rejects.toThrow('EIO')
  await expect(writeBack.settled()).rejects.toThrow('EIO')
})
