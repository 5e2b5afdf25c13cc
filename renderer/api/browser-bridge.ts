import type { Failure } from '#shared/errors.ts'
import type { Bridge, LocalItems } from '#shared/ipc/bridge.ts'
import {
  CLIENT_HEADER,
  type DropAnswer,
  type DropManifest,
  type PageMessage,
  type ShellMessage,
} from '#shared/ipc/browser-wire.ts'
import type { Reply } from '#shared/ipc/method.ts'

type FileWanted = Extract<ShellMessage, { type: 'send-file' }>

const FIRST_RETRY_MS = 250
const LAST_RETRY_MS = 10_000

/**
 * The bridge of the browser shell: calls and topics over one WebSocket, dropped files by POST.
 * It connects again by itself (a computer that slept, a tunnel that broke): calls that were
 * under way fail as `unreachable`, topics go on, and the window is told to refresh.
 */
export function createBrowserBridge(): Bridge<File> {
  const client = crypto.randomUUID()
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:'
  const address = `${scheme}//${location.host}/ws?client=${client}`
  const pending = new Map<string, (reply: Reply) => void>()
  const listeners = new Map<string, Set<(value: unknown) => void>>()
  const drops = new Map<string, readonly File[]>()
  const sending = new Set<number>()
  let waiting: PageMessage[] = []
  let retryMs = FIRST_RETRY_MS
  let retry: ReturnType<typeof setTimeout> | undefined
  let connectedBefore = false
  let socket = connect()

  function connect(): WebSocket {
    const next = new WebSocket(address)
    let opened = false
    next.onopen = () => {
      opened = true
      retryMs = FIRST_RETRY_MS
      for (const topic of listeners.keys()) next.send(JSON.stringify({ type: 'subscribe', topic }))
      for (const message of waiting) next.send(JSON.stringify(message))
      waiting = []
      // What was announced in between is lost.
      if (connectedBefore) announce('window.command', { command: 'refresh', at: Date.now() })
      connectedBefore = true
    }
    next.onmessage = event => receive(JSON.parse(String(event.data)) as ShellMessage)
    next.onclose = () => {
      waiting = []
      for (const reply of pending.values()) reply({ ok: false, failure: unreachable() })
      pending.clear()
      // Another Pail listens there now, and this page has no way in: it will say so.
      if (!opened) void isShutOut().then(shutOut => shutOut && location.reload())
      retry = setTimeout(reconnect, retryMs)
      retryMs = Math.min(retryMs * 2, LAST_RETRY_MS)
    }
    return next
  }

  function reconnect(): void {
    clearTimeout(retry)
    retry = undefined
    socket = connect()
  }

  function send(message: PageMessage): void {
    if (socket.readyState === WebSocket.OPEN) {
      socket.send(JSON.stringify(message))
      return
    }
    waiting.push(message)
    // Somebody waits: no reason to sit out the pause.
    if (retry !== undefined) reconnect()
  }

  function receive(message: ShellMessage): void {
    switch (message.type) {
      case 'reply':
        pending.get(message.id)?.(message.reply)
        pending.delete(message.id)
        return
      case 'announce':
        announce(message.topic, message.value)
        return
      case 'send-file':
        void sendFile(message)
        return
      case 'drop-closed':
        drops.delete(message.drop)
        return
      default:
        message satisfies never
    }
  }

  function announce(topic: string, value: unknown): void {
    for (const listener of listeners.get(topic) ?? []) listener(value)
  }

  async function sendFile({ ask, drop, file }: FileWanted): Promise<void> {
    // Asked again after the connection broke, while the file is still on its way.
    if (sending.has(ask)) return
    sending.add(ask)
    const body = drops.get(drop)?.[file]
    try {
      if (body === undefined) throw new Error('The page no longer has this file.')
      await fetch(`/drops/${ask}`, {
        method: 'POST',
        body,
        headers: { [CLIENT_HEADER]: client, 'content-type': 'application/octet-stream' },
      })
    } catch {
      send({ type: 'file-unreadable', ask })
    } finally {
      sending.delete(ask)
    }
  }

  return Object.freeze<Bridge<File>>({
    shell: 'browser',
    call: call =>
      new Promise(resolve => {
        pending.set(call.id, resolve)
        send({ type: 'call', call })
      }),
    cancel: id => {
      if (pending.has(id)) send({ type: 'cancel', id })
    },
    subscribe: (topic, listener) => {
      const followers = listeners.get(topic) ?? new Set()
      followers.add(listener)
      if (followers.size === 1) {
        listeners.set(topic, followers)
        // A socket that is still opening subscribes to every topic when it is open.
        if (socket.readyState === WebSocket.OPEN) send({ type: 'subscribe', topic })
      }
      return () => {
        if (!followers.delete(listener) || followers.size > 0) return
        listeners.delete(topic)
        if (socket.readyState === WebSocket.OPEN) send({ type: 'unsubscribe', topic })
      }
    },
    filesFrom: async items => {
      const response = await fetch('/drops', {
        method: 'POST',
        body: JSON.stringify(manifest(items)),
        headers: { [CLIENT_HEADER]: client, 'content-type': 'application/json' },
      })
      if (!response.ok) throw new Error(await response.text())
      const { handle, drop } = (await response.json()) as DropAnswer
      drops.set(drop, items.files)
      return handle
    },
  })
}

function manifest(items: LocalItems<File>): DropManifest {
  return {
    files: items.files.map((file, index) => ({
      path: items.paths[index] ?? file.name,
      size: file.size,
      modified: file.lastModified,
    })),
    emptyFolders: [...items.emptyFolders],
    problems: [...(items.problems ?? [])],
  }
}

/** Whether Pail is there, but no longer knows this browser. */
function isShutOut(): Promise<boolean> {
  return fetch('/', { method: 'HEAD' }).then(
    ({ status }) => status === 403,
    () => false,
  )
}

function unreachable(): Failure {
  return {
    code: 'unreachable',
    message: 'The connection between this page and Pail was lost.',
    remedy: 'Check that Pail still runs on its computer; this page connects again by itself.',
    subject: {},
    details: {},
  }
}
