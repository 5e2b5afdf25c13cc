import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { BRIDGE, type Bridge } from '#shared/ipc/bridge.ts'
import type { Announcement } from '#shared/ipc/method.ts'
import { CHANNELS } from './shell/channels.ts'

const listeners = new Map<string, Set<(value: unknown) => void>>()

ipcRenderer.on(CHANNELS.announce, (_event, { topic, value }: Announcement) => {
  for (const listener of listeners.get(topic) ?? []) listener(value)
})

/** The whole of what the page can reach. It knows no method, and no path ever passes through it. */
const bridge: Bridge<File> = {
  shell: 'desktop',
  call: call => ipcRenderer.invoke(CHANNELS.call, call),
  cancel: id => ipcRenderer.send(CHANNELS.cancel, id),
  subscribe: (topic, listener) => {
    const followers = listeners.get(topic) ?? new Set()
    listeners.set(topic, followers.add(listener))
    if (followers.size === 1) ipcRenderer.send(CHANNELS.follow, topic)
    return () => {
      if (!followers.delete(listener) || followers.size > 0) return
      listeners.delete(topic)
      ipcRenderer.send(CHANNELS.unfollow, topic)
    }
  },
  filesFrom: ({ files }) => {
    // A file that a page made up has no path.
    const paths = files.map(file => webUtils.getPathForFile(file)).filter(path => path !== '')
    return ipcRenderer.invoke(CHANNELS.paths, paths)
  },
}

contextBridge.exposeInMainWorld(BRIDGE, Object.freeze(bridge))
