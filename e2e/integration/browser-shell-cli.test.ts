import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket } from 'ws'

interface Shell {
  readonly url: URL
  output(): string
  stop(): Promise<number | null>
}

/** Starts the built browser shell and waits for its line. */
async function start(args: readonly string[]): Promise<Shell> {
  const child = spawn(process.execPath, ['dist/browser.mjs', '--no-open', ...args])
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  const line = Promise.withResolvers<string>()
  child.stdout.setEncoding('utf8').on('data', text => {
    output += text
    if (output.includes('\n')) line.resolve(output)
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', text => {
    errors += text
  })
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  void ended.then(() => line.reject(new Error(errors)))
  const { url } = JSON.parse(await line.promise) as { url: string }
  const stop = () => {
    child.kill('SIGTERM')
    return ended
  }
  return { url: new URL(url), output: () => output, stop }
}

async function dataFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'pail-'))
}

async function cookieFrom(url: URL): Promise<string> {
  const { headers } = await fetch(url, { redirect: 'manual' })
  return (headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

test('the browser shell prints one line, answers the page’s calls, and stops cleanly', async () => {
  const folder = await dataFolder()
  const shell = await start(['--data-dir', folder, '--playground'])
  expect(shell.url.hostname).toBe('127.0.0.1')
  const cookie = await cookieFrom(shell.url)
  const page = await fetch(shell.url.origin, { headers: { cookie } })
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(await page.text()).toContain('<div id="root">')

  const socket = new WebSocket(`ws://${shell.url.host}/ws?client=${crypto.randomUUID()}`, {
    headers: { cookie, origin: shell.url.origin },
  })
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'call', call: { id: '1', method: 'app.info', input: {} } }))
  const [data] = await once(socket, 'message')
  expect(JSON.parse(String(data))).toMatchObject({
    type: 'reply',
    id: '1',
    reply: { ok: true, value: { shell: 'browser', openProfile: 'playground' } },
  })

  const object = new URL('/object/x?profile=playground&bucket=notes&key=nope', shell.url)
  expect((await fetch(object, { headers: { cookie } })).status).toBe(404)
  expect(await shell.stop()).toBe(0)
  expect(shell.output().trim().split('\n')).toHaveLength(1)

  const again = await start(['--data-dir', folder])
  expect(await again.stop()).toBe(0)
})

test('a second Pail on the same data folder says which one has it', async () => {
  const folder = await dataFolder()
  const shell = await start(['--data-dir', folder])
  await expect(start(['--data-dir', folder])).rejects.toThrow('Pail is running already (process')
  expect(await shell.stop()).toBe(0)
})

test('a link is opened at the start, and by the Pail that runs already', async () => {
  const folder = await dataFolder()
  const link = 'pail://open?profile=Work&bucket=notes&prefix=a/'
  const shell = await start(['--data-dir', folder, link])
  const cookie = await cookieFrom(shell.url)
  const socket = new WebSocket(`ws://${shell.url.host}/ws?client=${crypto.randomUUID()}`, {
    headers: { cookie, origin: shell.url.origin },
  })
  onTestFinished(() => socket.close())
  await once(socket, 'open')
  const take = async () => {
    const call = { id: crypto.randomUUID(), method: 'places.takeLink', input: {} }
    socket.send(JSON.stringify({ type: 'call', call }))
    const [data] = await once(socket, 'message')
    return JSON.parse(String(data)).reply.value.link
  }
  expect(await take()).toEqual({ profile: 'Work', bucket: 'notes', prefix: 'a/' })
  expect(await take()).toBeUndefined()

  const second = spawn(process.execPath, ['dist/browser.mjs', '--data-dir', folder, `${link}b/`])
  const [code] = await once(second, 'exit')
  expect(code).toBe(0)
  await vi.waitFor(async () => expect(await take()).toMatchObject({ prefix: 'a/b/' }))
  await expect(start([link.replace('open', 'run')])).rejects.toThrow(/^This link is not whole/)
  expect(await shell.stop()).toBe(0)
})

test('a taken port and a wrong argument are told in one plain line', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? String(address.port) : ''
  const folder = await dataFolder()
  const taken = start(['--data-dir', folder, '--port', port])
  await expect(taken).rejects.toThrow(/^Another program listens on this port.*\n$/)
  await expect(start(['--port', 'many'])).rejects.toThrow(/^--port must be a number.*\n$/)
  await expect(start(['--colour'])).rejects.toThrow(/^Unknown option '--colour'/)
})
