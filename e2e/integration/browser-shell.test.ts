import { once } from 'node:events'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { type IncomingHttpHeaders, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import {
  type BrowserShell,
  startBrowserShell,
} from '../../electron/browser-shell/start-browser-shell.ts'
import type { SourceItem, UploadSource } from '../../electron/transfers/upload-source.ts'

let shell: BrowserShell
let cookie: string
const sources: UploadSource[] = []
const left: string[] = []

beforeAll(async () => {
  const pageFolder = join(await mkdtemp(join(tmpdir(), 'pail-')), 'renderer')
  await mkdir(pageFolder)
  await writeFile(join(pageFolder, 'index.html'), '<!doctype html><title>Pail</title>')
  await writeFile(join(pageFolder, '..', 'secret.txt'), 'top secret')
  let clients = 0
  shell = await startBrowserShell({
    port: 0,
    pageFolder,
    join: send => {
      clients += 1
      const id = `client-${clients}`
      return {
        id,
        call: async envelope => ({ ok: true, value: envelope }),
        cancel: () => undefined,
        follow: topic => send({ topic: String(topic), value: 'followed' }),
        unfollow: () => undefined,
        leave: () => left.push(id),
      }
    },
    addSource: (_client, source) => `handle-${sources.push(source) - 1}`,
    objectBytes: async () =>
      new Response('bytes', { headers: { 'content-security-policy': 'sandbox' } }),
  })
  const entered = await ask(pathOf(shell.newLink()))
  cookie = String(entered.headers['set-cookie']).split(';')[0] ?? ''
})

afterAll(() => shell.close())

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

interface Ask {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: string | Buffer
}

function ask(path: string, { method = 'GET', headers = {}, body }: Ask = {}): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const outgoing = request({ host: '127.0.0.1', port: shell.port, path, method, headers })
  outgoing.once('error', reject)
  outgoing.once('response', async incoming => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString()
    resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text })
  })
  outgoing.end(body)
  return promise
}

const pathOf = (link: string) => link.slice(link.indexOf('/?'))
const origin = () => `http://127.0.0.1:${shell.port}`

/** The status of a refused upgrade, or `open`. */
async function upgrade(
  headers: Record<string, string>,
  path = `/ws?client=${crypto.randomUUID()}`,
) {
  const socket = new WebSocket(`ws://127.0.0.1:${shell.port}${path}`, { headers })
  const { promise, resolve } = Promise.withResolvers<string | number>()
  socket.once('open', () => resolve('open'))
  socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
  socket.once('error', () => resolve('error'))
  const outcome = await promise
  socket.terminate()
  return outcome
}

/** A WebSocket upgrade of another site, on a connection that stays open on this side. */
async function knock(): Promise<Socket> {
  const socket = connect({ port: shell.port, host: '127.0.0.1', allowHalfOpen: true })
  await once(socket, 'connect')
  const upgrading = 'Connection: Upgrade\r\nUpgrade: websocket\r\nOrigin: http://evil.example'
  socket.write(`GET /ws HTTP/1.1\r\nHost: 127.0.0.1:${shell.port}\r\n${upgrading}\r\n\r\nfirst`)
  return socket
}

describe('the guard', () => {
  test('lets nobody in without a link', async () => {
    for (const path of ['/', '/index.html', '/object/a?profile=p&bucket=b&key=k', '/nope']) {
      const { status, text } = await ask(path)
      expect(status).toBe(403)
      expect(text).not.toContain('<title>Pail</title>\n<script')
    }
    expect((await ask('/drops', { method: 'POST', headers: { origin: origin() } })).status).toBe(
      403,
    )
    expect(await upgrade({ origin: origin() })).toBe(403)
  })

  test('refuses a wrong token and says how to get a link', async () => {
    const refused = await ask(`/?token=${'A'.repeat(43)}`)
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('new link')
    expect(refused.headers['set-cookie']).toBeUndefined()
  })

  test('takes the token out of the address and gives a cookie that scripts cannot read', async () => {
    const link = shell.newLink()
    const entered = await ask(pathOf(link))
    expect(entered.status).toBe(303)
    expect(entered.headers.location).toBe('/')
    const set = String(entered.headers['set-cookie'])
    expect(set).toMatch(/HttpOnly/)
    expect(set).toMatch(/SameSite=Strict/)
    expect(set).not.toContain(link.split('=')[1])
    const page = await ask('/', { headers: { cookie: set.split(';')[0] ?? '' } })
    expect(page.text).toContain('<title>Pail</title>')
  })

  test('lets a link on another site lead in: its next step is the page’s own', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
    const entered = await ask(pathOf(shell.newLink()), { headers })
    expect(entered.status).toBe(200)
    expect(entered.text).toContain('http-equiv="refresh" content="0; url=/"')
    expect(String(entered.headers['set-cookie'])).toMatch(/HttpOnly.*SameSite=Strict/)
  })

  test('refuses a token that was used, but not the browser that used it', async () => {
    const link = pathOf(shell.newLink())
    const first = await ask(link)
    expect(first.status).toBe(303)
    expect((await ask(link)).status).toBe(403)
    expect((await ask(link, { headers: { cookie } })).status).toBe(303)
  })

  test('keeps a link for its user when something only looks ahead', async () => {
    const link = pathOf(shell.newLink())
    expect((await ask(link, { headers: { 'sec-purpose': 'prefetch;prerender' } })).status).toBe(403)
    expect((await ask(link)).status).toBe(303)
  })

  test('a newer link makes the older one useless', async () => {
    const old = pathOf(shell.newLink())
    shell.newLink()
    expect((await ask(old)).status).toBe(403)
  })

  test('answers to its own names only, whatever the cookie (DNS rebinding)', async () => {
    const { port } = shell
    const names = ['evil.example', `evil.example:${port}`, '127.0.0.1', `127.0.0.1:${port + 1}`]
    for (const host of [...names, `0.0.0.0:${port}`, `[::1]:${port}`, `localhost.evil:${port}`]) {
      expect((await ask('/', { headers: { host, cookie } })).status).toBe(403)
      expect(await upgrade({ host, origin: `http://${host}`, cookie })).toBe(403)
    }
    expect((await ask('/', { headers: { host: `localhost:${port}`, cookie } })).status).toBe(200)
  })

  test('refuses other sites, over HTTP and WebSocket, also with the cookie', async () => {
    const strangers = ['http://evil.example', 'null', `https://127.0.0.1:${shell.port}`]
    for (const stranger of [...strangers, `http://127.0.0.1:${shell.port + 1}`]) {
      const headers = { cookie, origin: stranger }
      expect((await ask('/drops', { method: 'POST', headers, body: '{}' })).status).toBe(403)
      expect((await ask('/', { headers })).status).toBe(403)
      expect(await upgrade(headers)).toBe(403)
    }
    // A POST or an upgrade that does not say where it comes from.
    expect((await ask('/drops', { method: 'POST', headers: { cookie } })).status).toBe(403)
    expect(await upgrade({ cookie })).toBe(403)
    for (const site of ['cross-site', 'same-site']) {
      const headers = { cookie, 'sec-fetch-site': site }
      expect((await ask('/object/a?profile=p&bucket=b&key=k', { headers })).status).toBe(403)
      expect(await upgrade({ ...headers, origin: origin() })).toBe(403)
    }
    expect(await upgrade({ cookie, origin: origin() })).toBe('open')
    expect(await upgrade({ cookie: `${cookie}x`, origin: origin() })).toBe(403)
    expect(await upgrade({ cookie, origin: origin() }, '/other?client=x')).toBe(403)
  })

  test('puts the policy on every answer and never allows another origin', async () => {
    const asked = [
      ask('/'),
      ask('/', { headers: { cookie } }),
      ask('/nope', { headers: { cookie } }),
      ask(pathOf(shell.newLink())),
      ask('/', { method: 'OPTIONS', headers: { cookie, origin: origin() } }),
      ask('/drops', { method: 'POST', headers: { cookie, origin: origin() }, body: 'x' }),
    ]
    for (const { headers } of await Promise.all(asked)) {
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['referrer-policy']).toBe('no-referrer')
      expect(headers['cross-origin-resource-policy']).toBe('same-origin')
      const names = Object.keys(headers)
      expect(names.filter(name => name.startsWith('access-control-'))).toEqual([])
    }
  })

  test('an object keeps its own, stricter policy', async () => {
    const object = await ask('/object/a?profile=p&bucket=b&key=k', { headers: { cookie } })
    expect(object.headers['content-security-policy']).toBe('sandbox')
  })

  test('outlives strangers that hang up while they are refused', async () => {
    for (let attempt = 0; attempt < 20; attempt++) (await knock()).resetAndDestroy()
    await new Promise(resolve => setTimeout(resolve, 100))
    expect((await ask('/')).status).toBe(403)
  })

  test('hangs up on strangers that do not', async () => {
    const socket = await knock()
    socket.resume()
    await once(socket, 'end')
    // Who still writes to a closed connection is told so.
    const told = once(socket, 'close').catch((error: unknown) => error)
    const writing = setInterval(() => socket.write('more'), 10)
    socket.on('error', () => clearInterval(writing))
    await told
  })

  test('listens on the loopback address alone', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap(addresses => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
    for (const { address } of others) {
      const socket = connect(shell.port, address)
      const [error] = await once(socket, 'error')
      expect(error).toMatchObject({ code: 'ECONNREFUSED' })
    }
  })

  test('no spelling of a path leads out of the page’s folder', async () => {
    const ups = ['..', '%2e%2e', '.%2e', '%252e%252e', '..%00', '%c0%ae%c0%ae', '..;']
    for (const up of ups) {
      for (const slash of ['/', '%2f', '%5c', '\\', '//']) {
        for (const start of ['/', '//', '/object/', '/assets/']) {
          const { text } = await ask(`${start}${up}${slash}secret.txt`, { headers: { cookie } })
          expect(text).not.toContain('top secret')
        }
      }
    }
  })
})

/** A page: its socket, and what the shell told it. */
async function openPage(client: string = crypto.randomUUID()) {
  const socket = new WebSocket(`ws://127.0.0.1:${shell.port}/ws?client=${client}`, {
    headers: { cookie, origin: origin() },
  })
  const told: Record<string, unknown>[] = []
  let heard: () => void = () => undefined
  socket.on('message', data => {
    told.push(JSON.parse(String(data)))
    heard()
  })
  await once(socket, 'open')
  const next = async (type: string): Promise<Record<string, unknown>> => {
    for (;;) {
      const at = told.findIndex(message => message['type'] === type)
      if (at >= 0) return told.splice(at, 1)[0] ?? {}
      await new Promise<void>(resolve => {
        heard = resolve
      })
    }
  }
  const post = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
    ask(path, {
      method: 'POST',
      body,
      headers: { cookie, origin: origin(), 'pail-client': client, ...headers },
    })
  const say = (message: unknown) => socket.send(JSON.stringify(message))
  return { client, socket, next, post, say }
}

async function dropOn(page: Awaited<ReturnType<typeof openPage>>, files: [string, number][]) {
  const manifest = {
    files: files.map(([path, size]) => ({ path, size, modified: 1 })),
    emptyFolders: ['empty'],
    problems: [{ path: 'bad', reason: 'unreadable' }],
  }
  const answer = await page.post('/drops', JSON.stringify(manifest))
  const { handle, drop } = JSON.parse(answer.text) as { handle: string; drop: string }
  const source = sources[Number(handle.split('-')[1])]
  if (source === undefined) throw new Error('The drop was not taken.')
  const signal = new AbortController().signal
  const items: SourceItem[] = []
  for await (const item of source.items(signal)) items.push(item)
  const open = async (index: number) => {
    const item = items.filter(({ type }) => type === 'file')[index]
    if (item?.type !== 'file') throw new Error('There is no such file.')
    if (!('open' in item)) throw new Error('A dropped file has no path.')
    return await item.open(signal)
  }
  return { drop, source, items, open }
}

async function read(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

describe('a page', () => {
  test('calls and follows over its socket', async () => {
    const page = await openPage()
    page.say({ type: 'call', call: { id: '1', method: 'app.info', input: {} } })
    expect(await page.next('reply')).toMatchObject({ id: '1', reply: { ok: true } })
    page.say({ type: 'subscribe', topic: 'profiles.changed' })
    expect(await page.next('announce')).toMatchObject({ topic: 'profiles.changed' })
    page.socket.terminate()
  })

  test('that says what no page says is shown out', async () => {
    for (const nonsense of ['', '{', '[]', '{"type":"run"}', '{"type":"call"}']) {
      const page = await openPage()
      page.socket.send(nonsense)
      expect(await once(page.socket, 'close')).toMatchObject({ 0: 1008 })
    }
  })

  test('may have many calls under way on its socket', async () => {
    const page = await openPage()
    const warned = vi.spyOn(process, 'emitWarning')
    for (let id = 0; id < 50; id++) {
      page.say({ type: 'call', call: { id: `${id}`, method: 'app.info', input: {} } })
    }
    for (let id = 0; id < 50; id++) await page.next('reply')
    expect(warned).not.toHaveBeenCalled()
    warned.mockRestore()
    page.socket.terminate()
  })

  test('that complains about an earlier ask does not fail the next one of the same file', async () => {
    const page = await openPage()
    const { open } = await dropOn(page, [['a.txt', 1]])
    const first = open(0)
    const { ask } = await page.next('send-file')
    const sent = page.post(`/drops/${ask}`, 'x')
    await read(await first)
    await sent
    const second = open(0)
    const again = await page.next('send-file')
    page.say({ type: 'file-unreadable', ask })
    const resent = page.post(`/drops/${again['ask']}`, 'y')
    expect(await read(await second)).toBe('y')
    await resent
    page.socket.terminate()
  })

  test('gives a dropped file when it is asked for, straight through', async () => {
    const page = await openPage()
    const { items, open } = await dropOn(page, [['a/b.txt', 5]])
    expect(items.map(({ type, relativePath }) => [type, relativePath])).toEqual([
      ['empty-folder', 'empty'],
      ['problem', 'bad'],
      ['file', 'a/b.txt'],
    ])
    const stream = open(0)
    const { ask } = await page.next('send-file')
    const sent = page.post(`/drops/${ask}`, 'hello')
    expect(await read(await stream)).toBe('hello')
    expect((await sent).status).toBe(204)
    page.socket.terminate()
  })

  test('that sends more or fewer bytes than it said fails that file', async () => {
    const page = await openPage()
    for (const body of ['hell', 'hello!']) {
      const { open } = await dropOn(page, [['a.txt', 5]])
      const stream = open(0)
      const { ask } = await page.next('send-file')
      const sent = page.post(`/drops/${ask}`, body).catch(() => 'cut')
      await expect(stream.then(read)).rejects.toMatchObject({ code: 'source-changed' })
      await sent
    }
    page.socket.terminate()
  })

  test('that can no longer read a file says so', async () => {
    const page = await openPage()
    const { open } = await dropOn(page, [['a.txt', 5]])
    const stream = open(0)
    const { ask } = await page.next('send-file')
    page.say({ type: 'file-unreadable', ask })
    await expect(stream).rejects.toMatchObject({ code: 'source-changed' })
    page.socket.terminate()
  })

  test('that breaks off in the middle of a file fails it as gone', async () => {
    const page = await openPage()
    const { open } = await dropOn(page, [['a.txt', 1000]])
    const stream = open(0)
    const { ask } = await page.next('send-file')
    const outgoing = request({
      port: shell.port,
      host: '127.0.0.1',
      path: `/drops/${ask}`,
      method: 'POST',
      headers: { cookie, origin: origin(), 'pail-client': page.client, 'content-length': '1000' },
    })
    outgoing.on('error', () => undefined)
    outgoing.write('half')
    const reading = stream.then(read)
    setTimeout(() => outgoing.destroy(), 50)
    await expect(reading).rejects.toMatchObject({ code: 'window-gone' })
    page.socket.terminate()
  })

  test('is asked for four files at once, so that connections are left for the rest', async () => {
    const page = await openPage()
    const names = Array.from({ length: 6 }, (_, n): [string, number] => [`${n}.txt`, 1])
    const { open } = await dropOn(page, names)
    const streams = names.map((_, n) => open(n))
    const asked = []
    for (let n = 0; n < 4; n++) asked.push(await page.next('send-file'))
    expect(asked.map(({ file }) => file)).toEqual([0, 1, 2, 3])
    const first = page.post(`/drops/${asked[0]?.['ask']}`, 'x')
    const opened = await Promise.all(streams.slice(0, 1))
    for (const stream of opened) expect(await read(stream)).toBe('x')
    await first
    expect(await page.next('send-file')).toMatchObject({ file: 4 })
    for (const stream of streams.slice(1)) stream.catch(() => 'the page is gone')
    page.socket.terminate()
  })

  test('cannot send a file nobody asked for, nor one of another page', async () => {
    const page = await openPage()
    const other = await openPage()
    const { open } = await dropOn(page, [['a.txt', 1]])
    expect((await page.post('/drops/0', 'x')).status).toBe(409)
    const stream = open(0)
    const { ask } = await page.next('send-file')
    expect((await other.post(`/drops/${ask}`, 'x')).status).toBe(409)
    expect((await page.post(`/drops/${Number(ask) + 1}`, 'x')).status).toBe(409)
    const sent = page.post(`/drops/${ask}`, 'x')
    expect(await read(await stream)).toBe('x')
    await sent
    for (const { socket } of [page, other]) socket.terminate()
  })

  test('that comes back after its socket broke is the same page, and is asked again', async () => {
    const page = await openPage()
    const { drop, open } = await dropOn(page, [
      ['a.txt', 1],
      ['b.txt', 1],
    ])
    // Asked on the socket that breaks, and asked while there is none: neither may be lost.
    const first = open(0)
    await page.next('send-file')
    page.socket.terminate()
    await once(page.socket, 'close')
    await new Promise(resolve => setTimeout(resolve, 50))
    const second = open(1)
    const again = await openPage(page.client)
    for (const [file, stream] of [first, second].entries()) {
      const wanted = await again.next('send-file')
      expect(wanted).toMatchObject({ drop, file })
      const sent = again.post(`/drops/${wanted['ask']}`, 'x')
      expect(await read(await stream)).toBe('x')
      await sent
    }
    again.socket.terminate()
  })
})
