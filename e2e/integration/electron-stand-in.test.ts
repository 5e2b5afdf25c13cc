import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { OpenEdit } from '#shared/external.ts'
import {
  contract,
  type MethodInput,
  type MethodName,
  type MethodOutput,
} from '#shared/ipc/contract.ts'
import { Reply } from '#shared/ipc/method.ts'
import type { DraggableFile } from '#shared/ipc/methods/drags.ts'
import type { LocalFolder } from '#shared/ipc/methods/local.ts'
import { DEFAULT_SORT, type ListingState } from '#shared/listing.ts'
import type { Location } from '#shared/location.ts'
import type { MirrorPlan } from '#shared/mirror.ts'
import type { Places } from '#shared/places.ts'
import type { Preview } from '#shared/preview.ts'
import type { ProfileDraft } from '#shared/profile.ts'
import type { SearchQuery } from '#shared/search.ts'
import type { HeldSelection, Transfer } from '#shared/transfer.ts'
import type { TransferPlan } from '#shared/transfer-plan.ts'
import type { VerificationState } from '#shared/verification.ts'
import type { SavedTab } from '#shared/workspace.ts'
import { CHANNELS } from '../../electron/shell/channels.ts'
import { menuTemplate } from '../../electron/shell/menu-template.ts'
import { isActionId } from '../../renderer/model/actions.ts'
import { startPlaygroundServer } from '../servers/playground.ts'
import type { RunningServer } from '../servers/running-server.ts'
import { type Desktop, startDesktop } from './electron-stand-in/desktop.ts'
import type { Sender } from './electron-stand-in/orders.ts'
import { newBucket } from './storage-connection.ts'

let desktop: Desktop
let dataFolder: string
let server: RunningServer

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'pail-'))
  server = await startPlaygroundServer()
  desktop = startDesktop(['--data-dir', dataFolder])
  await vi.waitFor(async () => expect(await noted('show')).toHaveLength(1), 20_000)
})

/** A further start; it ends with its test at the latest. */
function startAnother(env: NodeJS.ProcessEnv = {}): Desktop {
  const another = startDesktop(['--data-dir', dataFolder], env)
  onTestFinished(another.kill)
  return another
}

afterAll(async () => {
  desktop.kill()
  await desktop.ended
  await server.stop()
})

interface Note {
  readonly what: string
  readonly detail: unknown
  readonly ready: boolean
}

function headersOf(loaded: Note | undefined): Record<string, string> {
  return (loaded?.detail as { headers: Record<string, string> } | undefined)?.headers ?? {}
}

async function noted(what: string): Promise<Note[]> {
  const log = (await desktop.ask({ type: 'log' })) as Note[]
  return log.filter(note => note.what === what)
}

/** Calls as the page does; gives the raw reply. */
async function reply<M extends MethodName>(
  method: M,
  input: MethodInput<M>,
  sender: Sender = 'own',
): Promise<Reply> {
  const value = { id: randomUUID(), method, input }
  const answer = await desktop.ask({ type: 'invoke', channel: CHANNELS.call, sender, value })
  return Reply.parse(answer)
}

const answered = new Set<MethodName>()

async function call<M extends MethodName>(method: M, input: MethodInput<M>): Promise<unknown> {
  const answer = await reply(method, input)
  if (!answer.ok) throw new Error(`${method}: ${answer.failure.message}`)
  // Nothing but what the contract names left the main process.
  expect(contract[method].output.parse(answer.value)).toEqual(answer.value)
  answered.add(method)
  return answer.value
}

describe('before it is ready, the main process', () => {
  test('makes both schemes privileged and turns the sandbox on for everything', async () => {
    const [registered] = await noted('registerSchemesAsPrivileged')
    const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true }
    expect(registered?.ready).toBe(false)
    expect(registered?.detail).toMatchObject([
      { scheme: 'pail', privileges },
      { scheme: 'pail-object', privileges },
    ])
    expect(JSON.stringify(registered?.detail)).not.toMatch(/bypassCSP|allowServiceWorkers|cors/)
    expect(await noted('enableSandbox')).toMatchObject([{ ready: false }])
    expect(await noted('requestSingleInstanceLock')).toMatchObject([
      { ready: false, detail: { playground: false } },
    ])
    expect(await noted('setPath')).toMatchObject([{ detail: { path: dataFolder } }])
  })
})

describe('the window', () => {
  test('asks before text that is not saved goes away with it', async () => {
    const goes = (button: string) => desktop.ask({ type: 'hold-back', button })
    expect(await goes('Keep editing')).toBe(false)
    expect(await goes('Close without saving')).toBe(true)
    // A question that is dismissed keeps the text, too.
    const [asked] = await noted('showMessageBoxSync')
    expect(asked?.detail).toMatchObject({ modal: true, options: { defaultId: 0, cancelId: 0 } })
  })

  test('is one, without Node, isolated and sandboxed', async () => {
    const windows = await noted('BrowserWindow')
    expect(windows).toHaveLength(1)
    expect(windows[0]?.detail).toMatchObject({
      webPreferences: {
        preload: join(process.cwd(), 'dist', 'preload.cjs'),
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        webviewTag: false,
        navigateOnDragDrop: false,
        spellcheck: false,
      },
    })
  })

  test('shows the built page from our own scheme, under a policy that connects nowhere', async () => {
    const [loaded] = await noted('loaded')
    expect(loaded?.detail).toMatchObject({ url: 'pail://app/', status: 200 })
    const policy = headersOf(loaded)['content-security-policy'] ?? ''
    for (const part of ["default-src 'none'", "connect-src 'none'", "frame-ancestors 'none'"]) {
      expect(policy).toContain(part)
    }
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
  })

  test('reaches no file outside the page, no other host of the scheme, no other scheme', async () => {
    const ups = ['..', '%2e%2e', '.%2e', '..%2f..', '%252e%252e', '..%5c', '....//']
    for (const up of ups) {
      const url = `pail://app/${up}/main.mjs`
      expect(await desktop.ask({ type: 'fetch', url })).toMatchObject({ status: 404 })
    }
    for (const url of ['pail://other/', 'pail://app.evil/']) {
      expect(await desktop.ask({ type: 'fetch', url })).toMatchObject({ status: 404 })
    }
    const others = ['https://evil.example/', 'http://127.0.0.1/', 'file:///etc/passwd', 'ftp://x/']
    for (const url of [...others, 'ws://127.0.0.1:1/', 'chrome://gpu/']) {
      expect(await desktop.ask({ type: 'request', url })).toEqual({ cancel: true })
    }
    for (const url of ['pail://app/', 'blob:pail://app/1']) {
      expect(await desktop.ask({ type: 'request', url })).toEqual({ cancel: false })
    }
  })

  test('goes nowhere: no navigation, redirect, frame, webview or second window', async () => {
    const urls = ['https://evil.example/', 'file:///etc/passwd', 'pail://app/other', 'javascript:0']
    for (const url of urls) {
      for (const event of ['will-navigate', 'will-redirect', 'will-attach-webview']) {
        expect(await desktop.ask({ type: 'navigate', event, url, main: true })).toBe(true)
      }
      const event = 'will-frame-navigate'
      expect(await desktop.ask({ type: 'navigate', event, url, main: false })).toBe(true)
      expect(await desktop.ask({ type: 'open-window', url })).toEqual({ action: 'deny' })
    }
    const reload = {
      type: 'navigate',
      event: 'will-navigate',
      url: 'pail://app/',
      main: true,
    } as const
    expect(await desktop.ask(reload)).toBe(false)
  })

  test('gets no permission, but for copying from our own page', async () => {
    const names = ['media', 'geolocation', 'notifications', 'midi', 'usb', 'serial', 'hid']
    for (const name of [...names, 'clipboard-read', 'openExternal', 'fullscreen', 'unknown']) {
      for (const handler of ['permissionRequest', 'permissionCheck']) {
        const ask = {
          type: 'permission',
          handler,
          permission: name,
          origin: 'pail://app/',
        } as const
        expect(await desktop.ask(ask)).toBe(false)
      }
    }
    for (const handler of ['permissionRequest', 'permissionCheck']) {
      const copy = (origin: string) =>
        desktop.ask({
          type: 'permission',
          handler,
          permission: 'clipboard-sanitized-write',
          origin,
        })
      expect(await copy('pail://app/')).toBe(true)
      expect(await copy('https://evil.example/')).toBe(false)
      expect(await copy('pail://app.evil/')).toBe(false)
    }
    const device = { type: 'permission', permission: '', origin: '' } as const
    expect(await desktop.ask({ ...device, handler: 'devicePermission' })).toBe(false)
  })
})

describe('a message', () => {
  test('from anybody but our page in our window is refused', async () => {
    const strangers: Sender[] = ['frame in our page', 'frame that is gone', 'other window']
    for (const sender of strangers) {
      await expect(reply('app.info', {}, sender)).rejects.toThrow('Not a window of Pail')
      const value = ['/etc/passwd']
      const paths = { type: 'invoke', channel: CHANNELS.paths, sender, value } as const
      await expect(desktop.ask(paths)).rejects.toThrow('Not a window of Pail')
    }
  })

  test('that is no call gets a reply that says so', async () => {
    for (const value of [undefined, null, 7, 'x', [], {}, { id: '', method: 'x' }]) {
      const invoke = { type: 'invoke', channel: CHANNELS.call, sender: 'own', value } as const
      const answer = await desktop.ask(invoke)
      expect(answer).toMatchObject({ ok: false, failure: { code: 'invalid' } })
    }
  })
})

test('every method of the contract is answered, and none with a defect of ours', async () => {
  const bucket = await newBucket(server)
  await desktop.ask({
    type: 'send',
    channel: CHANNELS.follow,
    sender: 'own',
    value: 'settings.changed',
  })

  await call('app.info', {})
  await call('keychain.status', {})
  const draft: ProfileDraft = {
    label: 'Work',
    color: 'red',
    endpoint: { type: 'custom', url: server.endpoint },
    region: server.region,
    addressing: 'path',
    credentials: { type: 'keys', accessKeyId: server.accessKeyId },
    readOnly: false,
  }
  const { secretAccessKey } = server
  const secret = { type: 'set', secret: { secretAccessKey }, where: 'session' } as const
  expect(await call('profiles.test', { profile: draft, secret })).toMatchObject({ ok: true })
  const { id: profileId } = (await call('profiles.save', { profile: draft, secret })) as {
    id: string
  }
  const listed = await call('profiles.list', {})
  expect(listed).toMatchObject({ profiles: [{ label: 'Work', secret: 'session' }] })
  expect(JSON.stringify(listed)).not.toContain(secretAccessKey)
  expect(await call('playground.open', {})).toMatchObject({ id: 'playground' })
  expect(await call('buckets.list', { profileId })).toMatchObject([{ name: bucket }])

  const root = { profileId, bucket, prefix: '' }
  await call('objects.createFolder', { location: root, name: 'folder' })
  const source = await mkdtemp(join(tmpdir(), 'pail-'))
  const file = join(source, 'hello.txt')
  await writeFile(file, 'hello')

  // Dropped: the preload sends the path, the page only ever sees the handle.
  const dropped = { channel: CHANNELS.paths, sender: 'own', value: [file] } as const
  const handle = String(await desktop.ask({ type: 'invoke', ...dropped }))
  expect(handle).not.toContain('hello')
  await finish(await start(await call('transfers.planUpload', { target: root, handle })))

  // Picked: the same, through the native dialog.
  expect(await call('dialogs.pickFiles', { type: 'files' })).toEqual({})
  await desktop.ask({ type: 'pick', paths: [file] })
  const picked = (await call('dialogs.pickFiles', { type: 'files' })) as { handle: string }
  const conflicting = (await call('transfers.planUpload', {
    target: root,
    handle: picked.handle,
  })) as TransferPlan
  expect(conflicting.conflictCount).toBe(1)
  await call('transfers.discard', { planId: conflicting.id })

  const object = { profileId, bucket, key: 'hello.txt' }
  expect(await call('objects.head', object)).toMatchObject({ size: 5 })
  const preview = (await call('previews.describe', object)) as Preview
  expect(preview).toMatchObject({ kind: 'text', complete: true })
  const { etag } = preview
  const part = { ...object, etag, gzip: false, from: 1, length: 3 }
  expect(await call('previews.read', part)).toEqual({ bytes: btoa('ell'), complete: false })
  const to = { type: 'same', etag } as const
  expect(await call('previews.save', { ...object, bytes: btoa('hello'), to })).toMatchObject({
    key: 'hello.txt',
  })
  const edit = (await call('external.open', object)) as OpenEdit
  expect(edit).toMatchObject({ key: 'hello.txt', state: { status: 'unchanged' } })
  const [opened] = await noted('openPath')
  expect(await readFile(String(opened?.detail), 'utf8')).toBe('hello')
  await call('external.reopen', { id: edit.id })
  await call('external.save', { id: edit.id, to: 'same' })
  expect(await call('external.list', {})).toMatchObject({ edits: [{ id: edit.id }] })
  const letGo = await call('external.stop', { id: edit.id, discard: false })
  expect(letGo).toEqual({ stopped: true })

  const draggable = (await call('drags.prepare', object)) as DraggableFile
  expect(draggable).toMatchObject({ name: 'hello.txt', size: 5 })
  await call('drags.start', { id: draggable.id })
  const [dragged] = await noted('startDrag')
  const drag = dragged?.detail as { file: string; icon: unknown } | undefined
  expect(await readFile(drag?.file ?? '', 'utf8')).toBe('hello')
  expect(drag?.icon).toEqual({ iconOf: drag?.file })

  for (const [keyOrPrefix, type] of [
    ['hello.txt', 'file'],
    ['folder', 'folder'],
    ['folder/', 'folder'],
    ['', 'folder'],
    ['nope', 'nothing'],
    ['nope/', 'nothing'],
  ] as const) {
    const resolved = await call('objects.resolve', { profileId, bucket, keyOrPrefix })
    expect(resolved).toMatchObject({ type })
  }

  const contexts = await call('places.contexts', { profileId, bucket, prefix: 'fo' })
  expect(contexts).toEqual({ prefixes: ['folder/'], more: false })
  const favorite = { location: { ...root, prefix: 'folder/' } }
  const { favorites } = (await call('places.addFavorite', favorite)) as Places
  const favoriteId = favorites[0]?.id ?? ''
  await call('places.renameFavorite', { id: favoriteId, name: 'Mine' })
  await call('places.moveFavorite', { id: favoriteId, to: 0 })
  await call('places.visit', { location: root })
  await call('places.useAction', { action: 'refresh' })
  expect(await call('places.get', {})).toMatchObject({
    favorites: [{ name: 'Mine', profileLabel: 'Work' }],
    recents: [root],
    usedActions: ['refresh'],
  })
  expect(await call('places.removeFavorite', { id: favoriteId })).toMatchObject({ favorites: [] })
  expect(await call('places.clearRecents', {})).toMatchObject({ recents: [] })
  expect(await call('places.takeLink', {})).toEqual({})

  const { id } = (await call('listings.open', { location: root })) as ListingState
  const view = { id, sort: DEFAULT_SORT, filter: '' }
  await vi.waitFor(async () => {
    expect(await call('listings.state', { id })).toMatchObject({ state: { status: 'complete' } })
  })
  expect(await call('listings.rows', { ...view, from: 0, to: 10 })).toMatchObject({
    total: 2,
    rows: [{ name: 'folder' }, { name: 'hello.txt' }],
  })
  expect(await call('listings.find', { ...view, entry: 'hello.txt' })).toEqual({ row: 1 })
  const selection = { keys: ['hello.txt'], prefixes: ['folder/'] }
  const ranges = [{ from: 0, to: 2 }]
  expect(await call('listings.select', { ...view, ranges })).toEqual(selection)
  const ahead = { ...view, text: 'HE', from: 0 }
  expect(await call('listings.typeAhead', ahead)).toEqual({ row: 1 })
  const { state: open } = (await call('listings.state', { id })) as { state: ListingState }
  const held = (await call('listings.hold', {
    ...view,
    version: open.version,
    ranges,
  })) as HeldSelection
  expect(held).toMatchObject({ count: 2 })
  await call('listings.refresh', { id })
  await call('listings.close', { id })

  await lookInto(root, object)
  const copy = { mode: 'copy', from: root, selection, to: { ...root, prefix: 'copies/' } } as const
  await finish(await start(await call('transfers.planCopy', copy)))
  const saved = { tabs: [{ panes: [{ type: 'folder', location: root }], active: 0, split: 0.5 }] }
  await call('workspace.save', { ...(saved as { tabs: SavedTab[] }), active: 0 })
  expect(await call('workspace.get', {})).toMatchObject(saved)

  const target = await mkdtemp(join(tmpdir(), 'pail-'))
  await desktop.ask({ type: 'pick', paths: [target] })
  const { folder } = (await call('dialogs.pickFolder', {})) as { folder: { handle: string } }
  const download = { location: root, selection: held, folder: folder.handle }
  await finish(await start(await call('transfers.planDownload', download)))
  const zipped = await start(await call('transfers.planZip', download))
  await finish(zipped)
  expect(await readFile(join(target, 'hello.txt'), 'utf8')).toBe('hello')
  await expectMirror({ ...root, prefix: 'mirrored/' }, folder.handle)
  await mkdir(join(target, 'inner'))
  await writeFile(join(target, 'inner', 'deep.txt'), 'deep')
  const inner = (await call('local.enter', { handle: folder.handle, name: 'inner' })) as LocalFolder
  expect(inner.path).toBe(join(target, 'inner'))
  const here = (await call('local.list', { handle: inner.handle })) as ListingState
  await vi.waitFor(async () => {
    const state = await call('listings.state', { id: here.id })
    expect(state).toMatchObject({ state: { status: 'complete', files: 1 } })
  })
  const taken = await call('local.take', {
    handle: inner.handle,
    selection: { keys: ['deep.txt'], prefixes: [] },
  })
  expect(JSON.stringify(taken)).not.toContain('deep')
  expect(await call('folders.default', {})).toMatchObject({ path: '/home/user/Downloads' })

  await verifyAgain(zipped.id, folder.handle)
  await expectQuestionBeforeClosing(root, join(target, 'big.bin'))
  const removed = await start(await call('transfers.planDelete', { location: root, selection }))
  await finish(removed)
  const about = { id: removed.id, choice: { type: 'item', number: 0 } } as const
  const cause = { code: 'denied', remedy: '' } as const
  expect(
    await call('transfers.items', { id: removed.id, query: {}, from: 0, to: 10 }),
  ).toMatchObject({ total: 2, tally: { done: 2 } })
  expect(await call('transfers.causes', { id: removed.id })).toEqual({ causes: [] })
  expect(await call('transfers.failedNames', { id: removed.id, cause })).toEqual({ names: [] })
  await call('transfers.retryItems', about)
  await call('transfers.skipItems', about)
  const wish = { of: { type: 'items', id: removed.id }, format: 'json' } as const
  const exported = await call('transfers.export', { wish, folder: folder.handle })
  expect(exported).toMatchObject({ path: expect.stringContaining(target) })
  await call('transfers.cancel', { id: removed.id })
  await call('transfers.retry', { id: removed.id })
  await call('transfers.pause', { id: removed.id })
  await call('transfers.resume', { id: removed.id })
  await call('transfers.pauseAll', {})
  await call('transfers.resumeAll', {})
  await call('transfers.reorder', { id: removed.id, to: 'top' })
  await call('transfers.tryNetwork', {})
  await finish(removed)
  await call('transfers.clear', {})
  expect(await call('transfers.list', { from: 0, to: 10 })).toMatchObject({ transfers: [] })

  await call('settings.change', { theme: 'dark', downloadFolder: target })
  expect(await call('settings.get', {})).toMatchObject({ theme: 'dark' })
  await vi.waitFor(async () => {
    const sent = await desktop.ask({ type: 'sent' })
    const announcement = { topic: 'settings.changed', value: { theme: 'dark' } }
    expect(sent).toMatchObject([{ channel: CHANNELS.announce, value: announcement }])
  })
  await call('profiles.delete', { id: profileId })

  // A page of the desktop shell names no folder itself, neither here nor in the settings.
  const typed = await reply('folders.use', { path: target })
  expect(typed).toMatchObject({ ok: false, failure: { code: 'not-supported' } })
  answered.add('folders.use')
  const set = await reply('settings.change', { downloadFolder: '/etc' })
  expect(set).toMatchObject({ ok: false, failure: { code: 'not-supported' } })

  expect([...answered].sort()).toEqual(Object.keys(contract).sort())
  expect(desktop.errors()).not.toContain('failed:')
})

/** A window whose transfers are in flight asks, and shows in the task bar how far they are. */
/** Holds what a transfer moved against the bucket. */
async function verifyAgain(transfer: string, folder: string): Promise<void> {
  const subject = { type: 'transfer', id: transfer } as const
  const { id } = (await call('verifications.start', { subject })) as VerificationState
  await vi.waitFor(async () => {
    expect(await call('verifications.items', { id, from: 0, to: 9 })).toMatchObject({
      state: { status: 'complete', counts: { changed: 0, gone: 0, unknown: 0 } },
    })
  })
  const exported = await call('verifications.export', { id, format: 'csv', folder })
  expect(exported).toMatchObject({ path: expect.stringContaining('Pail verification') })
  await call('verifications.cancel', { id })
  await call('verifications.close', { id })
}

async function expectQuestionBeforeClosing(place: Location, path: string) {
  await writeFile(path, '')
  await truncate(path, 512 * 1024 * 1024)
  const dropped = { channel: CHANNELS.paths, sender: 'own', value: [path] } as const
  const handle = String(await desktop.ask({ type: 'invoke', ...dropped }))
  const { id } = await start(await call('transfers.planUpload', { target: place, handle }))
  const shown = async () => (await noted('setProgressBar')).at(-1)?.detail
  await vi.waitFor(async () => expect(await shown()).toBeGreaterThanOrEqual(0), 10_000)
  expect(await desktop.ask({ type: 'close-window', button: 'Keep running' })).toBe(false)
  const asked = (await noted('showMessageBoxSync')).at(-1)
  expect(asked?.detail).toMatchObject({ modal: true, options: { defaultId: 0, cancelId: 0 } })
  await call('transfers.cancel', { id })
  await vi.waitFor(async () => expect(await shown()).toBe(-1), 10_000)
}

type MirrorRows = MethodOutput<'mirrors.rows'>

/** A folder that is compared with a context, looked at, and sent. */
async function expectMirror(location: Location, folder: string): Promise<void> {
  const wish = { direction: 'up', compare: 'time', location, folder } as const
  const { id: planId } = (await call('mirrors.plan', wish)) as MirrorPlan
  const { rows } = (await call('mirrors.rows', { planId, from: 0, to: 10 })) as MirrorRows
  const [hello] = rows.filter(({ name }) => name === 'hello.txt')
  expect(hello).toMatchObject({ class: 'new', local: { size: 5 }, excluded: false })
  const choice = { type: 'class', class: 'new' } as const
  const left = { planId, choice, excluded: true } as const
  expect(await call('mirrors.exclude', left)).toMatchObject({ version: 1 })
  await call('mirrors.discard', { planId })
  const again = (await call('mirrors.plan', wish)) as MirrorPlan
  await finish((await call('mirrors.start', { planId: again.id })) as Transfer)
}

async function start(plan: unknown): Promise<Transfer> {
  return (await call('transfers.start', { planId: (plan as TransferPlan).id })) as Transfer
}

async function finish({ id }: Transfer): Promise<void> {
  await vi.waitFor(async () => {
    const { transfers } = (await call('transfers.list', { from: 0, to: 50 })) as {
      transfers: Transfer[]
    }
    expect(transfers.find(transfer => transfer.id === id)?.state.status).toBe('done')
  }, 10_000)
}

test('a page that is loaded again has lost its handles', async () => {
  const dropped = { channel: CHANNELS.paths, sender: 'own', value: [dataFolder] } as const
  const handle = String(await desktop.ask({ type: 'invoke', ...dropped }))
  await desktop.ask({ type: 'reload' })
  const target = { profileId: 'p', bucket: 'b', prefix: '' }
  const planned = await reply('transfers.planUpload', { target, handle })
  expect(planned).toMatchObject({ ok: false, failure: { code: 'invalid' } })
})

test('every command of the menu is an action of the window, and reaches it', async () => {
  const commands: string[] = []
  for (const platform of ['darwin', 'linux', 'win32'] as const) {
    for (const menu of menuTemplate(platform, command => commands.push(command))) {
      const items = Array.isArray(menu.submenu) ? menu.submenu : []
      for (const { click } of items) (click as (() => void) | undefined)?.()
    }
  }
  expect(commands.filter(command => !isActionId(command))).toEqual([])
  expect(await noted('setApplicationMenu')).toHaveLength(1)
  const topic = 'window.command'
  await desktop.ask({ type: 'send', channel: CHANNELS.follow, sender: 'own', value: topic })
  await desktop.ask({ type: 'menu', label: 'New Folder…' })
  const sent = await desktop.ask({ type: 'sent' })
  expect(JSON.stringify(sent)).toContain('"command":"new-folder"')
})

/** What a window asks to tell more of a place and an object in it. */
async function lookInto(
  place: { profileId: string; bucket: string; prefix: string },
  object: { profileId: string; bucket: string; key: string },
) {
  const { profileId, bucket } = place
  await call('properties.tags', object)
  await call('properties.acl', object)
  expect(await call('properties.versions', object)).toMatchObject({ versions: 1 })
  await call('properties.bucket', { profileId, bucket, fact: 'versioning' })
  expect(await call('thumbnails.usage', {})).toMatchObject({ bytes: 0 })
  await call('thumbnails.clear', {})

  const target = { type: 'buckets' as const, profileId, buckets: [bucket] }
  const size = (await call('sizes.start', { target })) as { id: string }
  await vi.waitFor(async () => {
    expect(await call('sizes.state', { id: size.id })).toMatchObject({ status: 'complete' })
  })
  await call('sizes.stop', { id: size.id })
  await call('sizes.goOn', { id: size.id })

  const query: SearchQuery = {
    text: 'HELLO',
    syntax: 'substring',
    wholeKey: false,
    matchCase: false,
    storageClasses: [],
    extensions: [],
  }
  const { id } = (await call('searches.start', { scope: place, query })) as { id: string }
  await vi.waitFor(async () => {
    expect(await call('searches.state', { id })).toMatchObject({ status: 'done', hits: 1 })
  })
  const rows = { id, sort: DEFAULT_SORT, from: 0, to: 10 }
  const found = (await call('searches.rows', rows)) as { version: number }
  expect(found).toMatchObject({ rows: [{ key: 'hello.txt', size: 5 }] })
  expect(await call('searches.find', { ...rows, bucket, key: object.key })).toEqual({ row: 0 })
  const ahead = { id, sort: rows.sort, text: object.key.slice(0, 2), from: 0 }
  expect(await call('searches.typeAhead', ahead)).toMatchObject({ row: 0 })
  const ranges = [{ from: 0, to: 1 }]
  const chosen = await call('searches.select', { ...rows, version: found.version, ranges })
  expect(chosen).toEqual([{ bucket, keys: ['hello.txt'] }])
  await call('searches.stop', { id })
  await call('searches.goOn', { id })
  await call('searches.close', { id })
}

test('a second start brings the first window to the front and ends', async () => {
  await desktop.ask({ type: 'second-start', told: { playground: false } })
  expect(await noted('restore')).toHaveLength(1)
  expect(await noted('focus')).toHaveLength(1)
  const second = startAnother({ STAND_IN_SECOND: '1' })
  expect(await second.ended).toBe(0)
})

test('a second start with --playground opens the playground in the first window', async () => {
  const topic = 'window.command'
  await desktop.ask({ type: 'send', channel: CHANNELS.follow, sender: 'own', value: topic })
  for (const told of [undefined, {}, { playground: false }, { playground: true }]) {
    const before = (await noted('focus')).length
    await desktop.ask({ type: 'second-start', told })
    await vi.waitFor(async () => expect(await noted('focus')).toHaveLength(before + 1))
  }
  const sent = JSON.stringify(await desktop.ask({ type: 'sent' }))
  expect(sent.match(/"command":"open-playground"/g)).toHaveLength(1)
})

test('a second start with a link tells the window of it, and of nothing else', async () => {
  const topic = 'link.waiting'
  await desktop.ask({ type: 'send', channel: CHANNELS.follow, sender: 'own', value: topic })
  const take = () => reply('places.takeLink', {})
  const before = (await noted('focus')).length
  await desktop.ask({ type: 'second-start', told: { playground: false, link: { bucket: 7 } } })
  await vi.waitFor(async () => expect(await noted('focus')).toHaveLength(before + 1))
  expect(await take()).toEqual({ ok: true, value: {} })
  const link = { profile: 'Work', bucket: 'notes', prefix: 'a/' }
  await desktop.ask({ type: 'second-start', told: { playground: false, link } })
  await vi.waitFor(async () => expect(await take()).toEqual({ ok: true, value: { link } }))
})

test('a process that Electron does not know of is kept off the data folder', async () => {
  const other = startAnother()
  expect(await other.ended).toBe(1)
  expect(other.errors()).toContain('Pail is running already')
})

test('our window on another origin has no one to call, and closing it ends Pail in order', async () => {
  const stranger: Sender = 'other origin in our window'
  await expect(reply('app.info', {}, stranger)).rejects.toThrow('Not a window of Pail')
  await desktop.ask({ type: 'close-window' })
  expect(await desktop.ended).toBe(0)
  expect(JSON.parse(await readFile(join(dataFolder, 'window.json'), 'utf8'))).toMatchObject({
    width: 900,
    height: 700,
  })
})

test('no file that Pail left holds the secret of a profile', async () => {
  const entries = await readdir(dataFolder, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile())
  expect(files.map(({ name }) => name)).toContain('profiles.json')
  for (const { parentPath, name } of files) {
    const text = await readFile(join(parentPath, name), 'latin1')
    expect(text.includes(server.secretAccessKey), name).toBe(false)
  }
})
