import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'

const code = readFileSync('dist/preload.cjs', 'utf8')

interface Loaded {
  readonly exposed: Record<string, Record<string, unknown>>
  readonly asked: string[]
  readonly sent: [string, unknown][]
  announce(topic: string, value: unknown): void
}

/** Runs the built preload as a sandboxed window does: nothing but `require('electron')`. */
function load(): Loaded {
  const exposed: Loaded['exposed'] = {}
  const asked: string[] = []
  const sent: [string, unknown][] = []
  const heard: ((event: unknown, announcement: unknown) => void)[] = []
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name: string, api: Record<string, unknown>) => {
        exposed[name] = api
      },
    },
    ipcRenderer: {
      on: (_channel: string, listener: (typeof heard)[number]) => heard.push(listener),
      send: (channel: string, value: unknown) => sent.push([channel, value]),
      invoke: async (channel: string, value: unknown) => sent.push([channel, value]),
    },
    webUtils: { getPathForFile: (file: { path?: string }) => file.path ?? '' },
  }
  const require = (name: string) => {
    asked.push(name)
    if (name !== 'electron') throw new Error(`A sandboxed preload cannot load '${name}'.`)
    return electron
  }
  runInNewContext(code, { require, module: {}, exports: {}, Map, Set, Object })
  const announce = (topic: string, value: unknown) => {
    for (const listener of heard) listener({}, { topic, value })
  }
  return { exposed, asked, sent, announce }
}

test('the preload is one CommonJS file that needs Electron alone', () => {
  expect(load().asked).toEqual(['electron'])
  expect(code).not.toMatch(/^\s*(import|export)\s/m)
  expect(code).not.toMatch(/\bimport\(/)
})

test('it exposes the bridge and nothing else, frozen, and the bridge knows no method', () => {
  const { exposed } = load()
  expect(Object.keys(exposed)).toEqual(['pail'])
  const bridge = exposed['pail'] ?? {}
  expect(Object.isFrozen(bridge)).toBe(true)
  const surface = Object.entries(bridge).map(([name, value]) =>
    typeof value === 'function' ? `${name}/${value.length}` : `${name}=${String(value)}`,
  )
  expect(surface.sort()).toEqual([
    'call/1',
    'cancel/1',
    'filesFrom/1',
    'shell=desktop',
    'subscribe/2',
  ])
})

test('the page hands over files, the preload their paths; a file the page made up has none', async () => {
  const { exposed, sent } = load()
  const filesFrom = exposed['pail']?.['filesFrom'] as (items: unknown) => Promise<unknown>
  await filesFrom({ files: [{ path: '/home/user/a.txt' }, { name: '/etc/passwd' }] })
  expect(sent).toEqual([['pail:paths', ['/home/user/a.txt']]])
})

test('a topic is followed while somebody listens', () => {
  const { exposed, sent, announce } = load()
  const subscribe = exposed['pail']?.['subscribe'] as (
    topic: string,
    listener: (value: unknown) => void,
  ) => () => void
  const heard: unknown[] = []
  const stop = subscribe('settings.changed', value => heard.push(value))
  announce('settings.changed', 1)
  announce('profiles.changed', 2)
  stop()
  announce('settings.changed', 3)
  expect(heard).toEqual([1])
  expect(sent).toEqual([
    ['pail:follow', 'settings.changed'],
    ['pail:unfollow', 'settings.changed'],
  ])
})
