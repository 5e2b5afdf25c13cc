import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import type { Bridge } from '#shared/ipc/bridge.ts'
import type { Call, Reply } from '#shared/ipc/method.ts'

let answer: (call: Call) => Promise<Reply>
const canceled: string[] = []
const taken: unknown[] = []
let announce: (value: unknown) => void = () => undefined

const pail: Bridge<File> = {
  shell: 'desktop',
  call: sent => answer(sent),
  cancel: id => canceled.push(id),
  subscribe: (_topic, listener) => {
    announce = listener
    return () => {
      announce = () => undefined
    }
  },
  filesFrom: async items => {
    if (items.files.length === 0) throw new Error('nothing')
    taken.push(...items.paths)
    return 'handle'
  },
}

vi.stubGlobal('window', { pail })
// Modules of their own: the window's bridge is found once in the life of a page.
vi.resetModules()
const { call, subscribe } = await import('./client.ts')
const { droppedItems, filesFrom } = await import('./dropped-items.ts')
afterAll(() => {
  vi.unstubAllGlobals()
})
beforeEach(() => {
  canceled.length = 0
})

test('a call gives its value, or throws the failure as an AppError', async () => {
  answer = async () => ({ ok: true, value: [{ name: 'b' }] })
  expect(await call('buckets.list', { profileId: 'p' })).toEqual([{ name: 'b' }])
  const failure = {
    code: 'denied',
    message: 'No.',
    remedy: 'Ask.',
    subject: {},
    details: {},
  } as const
  answer = async () => ({ ok: false, failure })
  await expect(call('buckets.list', { profileId: 'p' })).rejects.toMatchObject({
    name: 'AppError',
    failure,
  })
})

test('aborting cancels that call, once, and not after it was answered', async () => {
  const reply = Promise.withResolvers<Reply>()
  let id = ''
  answer = sent => {
    id = sent.id
    return reply.promise
  }
  const controller = new AbortController()
  const listing = call('buckets.list', { profileId: 'p' }, controller.signal)
  controller.abort()
  expect(canceled).toEqual([id])
  reply.resolve({ ok: true, value: [] })
  await listing

  const late = new AbortController()
  answer = async () => ({ ok: true, value: [] })
  await call('buckets.list', { profileId: 'p' }, late.signal)
  late.abort()
  expect(canceled).toHaveLength(1)
})

test('what was aborted before is never sent', async () => {
  answer = () => Promise.reject(new Error('sent'))
  const listing = call('buckets.list', { profileId: 'p' }, AbortSignal.abort())
  await expect(listing).rejects.toMatchObject({ code: 'canceled' })
})

test('a topic is followed until the returned function is called', () => {
  const heard: unknown[] = []
  const stop = subscribe('profiles.changed', value => heard.push(value))
  announce({})
  stop()
  announce({})
  expect(heard).toEqual([{}])
})

test('in the desktop shell a dropped folder is handed over as it is: the main process walks it', async () => {
  const files = [new File([], 'photos'), new File(['x'], 'a.txt')]
  const drop = { items: [], files } as unknown as DataTransfer
  expect(await filesFrom(await droppedItems(drop))).toBe('handle')
  expect(taken).toEqual(['photos', 'a.txt'])
})

test('files that the shell does not take are told in plain words', async () => {
  const nothing = { files: [], paths: [], emptyFolders: [] }
  await expect(filesFrom(nothing)).rejects.toMatchObject({ code: 'local-file' })
})
