/**
 * Preloaded before the built main process: puts the stand-in where `electron` is imported, and
 * does to it what the test in the parent process asks for.
 */
import { registerHooks } from 'node:module'
import {
  answers,
  app,
  applicationMenu,
  BrowserWindow,
  type Frame,
  ipcMain,
  log,
  type MenuItem,
  PreventableEvent,
  picks,
  session,
  WebContents,
} from './electron.ts'
import type { Ask, Sender } from './orders.ts'

const standIn = new URL('./electron.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
})

process.on('message', async ({ number, ask }: { number: number; ask: Ask }) => {
  try {
    process.send?.({ number, value: await obey(ask) })
  } catch (error) {
    process.send?.({ number, error: error instanceof Error ? error.message : String(error) })
  }
})

async function obey(ask: Ask): Promise<unknown> {
  switch (ask.type) {
    case 'log':
      return log
    case 'invoke': {
      const handler = ipcMain.handlers.get(ask.channel)
      if (!handler) throw new Error(`Nobody handles '${ask.channel}'.`)
      return structuredClone(await handler(senderOf(ask.sender) as never, ask.value as never))
    }
    case 'send':
      ipcMain.emit(ask.channel, senderOf(ask.sender), ask.value)
      return undefined
    case 'sent':
      return page().sent
    case 'navigate': {
      const event = Object.assign(new PreventableEvent(), { url: ask.url, isMainFrame: ask.main })
      page().emit(ask.event, event)
      return event.defaultPrevented
    }
    case 'open-window':
      return page().windowOpen?.({ url: ask.url } as never)
    case 'permission':
      return permission(ask.handler, ask.permission, ask.origin)
    case 'request':
      return new Promise(decide => {
        const { asked } = session.defaultSession
        asked['onBeforeRequest']?.({ url: ask.url } as never, decide as never)
      })
    case 'fetch': {
      const { protocol } = new URL(ask.url)
      const respond = session.defaultSession.schemes.get(protocol.replace(':', ''))
      const response = await respond?.(new Request(ask.url))
      return { status: response?.status, text: await response?.text() }
    }
    case 'pick':
      picks.push(ask.paths)
      return undefined
    case 'hold-back': {
      answers.push(ask.button)
      const event = new PreventableEvent()
      page().emit('will-prevent-unload', event)
      return event.defaultPrevented
    }
    case 'menu':
      find(applicationMenu, ask.label)?.click?.()
      return undefined
    case 'second-start':
      app.emit('second-instance', new PreventableEvent(), [], '/', ask.told)
      return undefined
    case 'reload':
      return page().load(page().getURL())
    case 'close-window':
      answers.push(ask.button ?? '')
      for (const window of [...BrowserWindow.all]) {
        const event = new PreventableEvent()
        window.emit('close', event)
        if (event.defaultPrevented) return false
        BrowserWindow.all.splice(BrowserWindow.all.indexOf(window), 1)
        window.webContents.emit('destroyed')
      }
      app.emit('window-all-closed')
      return true
    default:
      return ask satisfies never
  }
}

function page(): WebContents {
  const [window] = BrowserWindow.all
  if (!window) throw new Error('No window is open.')
  return window.webContents
}

/** What Electron says of who sent a message. */
function senderOf(sender: Sender): { sender: WebContents; senderFrame: Frame | null } {
  const own = page()
  switch (sender) {
    case 'own':
      return { sender: own, senderFrame: own.mainFrame }
    case 'frame in our page':
      return { sender: own, senderFrame: { origin: own.mainFrame.origin } }
    case 'frame that is gone':
      return { sender: own, senderFrame: null }
    case 'other origin in our window': {
      own.mainFrame = { origin: 'https://evil.example' }
      return { sender: own, senderFrame: own.mainFrame }
    }
    case 'other window': {
      const other = new WebContents()
      other.mainFrame = { origin: 'pail://app' }
      return { sender: other, senderFrame: other.mainFrame }
    }
    default:
      return sender satisfies never
  }
}

async function permission(handler: string, name: string, origin: string): Promise<unknown> {
  const decide = session.defaultSession.asked[handler] as (...args: unknown[]) => unknown
  switch (handler) {
    case 'permissionRequest':
      return new Promise(resolve => decide(page(), name, resolve, { requestingUrl: origin }))
    case 'permissionCheck':
      return decide(page(), name, origin, {})
    default:
      return decide({})
  }
}

function find(items: readonly MenuItem[], label: string): MenuItem | undefined {
  for (const item of items) {
    const found = item.label === label ? item : find(item.submenu ?? [], label)
    if (found) return found
  }
  return undefined
}
