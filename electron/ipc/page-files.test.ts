import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { servePageFiles } from './page-files.ts'
import { contentSecurityPolicy } from './page-policy.ts'

let serve: (request: Request) => Promise<Response>

beforeAll(async () => {
  const root = await mkdtemp(join(tmpdir(), 'pail-'))
  const folder = join(root, 'renderer')
  await mkdir(join(folder, 'assets'), { recursive: true })
  await writeFile(join(root, 'secret.txt'), 'secret')
  await writeFile(join(folder, 'index.html'), '<!doctype html>')
  await writeFile(join(folder, 'assets', 'index-abc.js'), 'export {}')
  await symlink(join(root, 'secret.txt'), join(folder, 'link.txt'))
  serve = await servePageFiles({
    folder,
    contentSecurityPolicy: contentSecurityPolicy("'none'", 'pail-object:'),
  })
})

const get = (path: string, init?: RequestInit) => serve(new Request(`http://app${path}`, init))

test('the page and its files are served with the policy on every answer', async () => {
  const page = await get('/')
  expect(page.status).toBe(200)
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(await page.text()).toBe('<!doctype html>')
  const script = await get('/assets/index-abc.js')
  expect(script.headers.get('content-type')).toContain('text/javascript')
  const missing = await get('/nope')
  expect(missing.status).toBe(404)
  for (const { headers } of [page, script, missing]) {
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|\*/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('access-control-allow-origin')).toBeNull()
  }
})

test('only GET and HEAD are answered', async () => {
  expect((await get('/', { method: 'HEAD' })).status).toBe(200)
  for (const method of ['POST', 'PUT', 'DELETE'])
    expect((await get('/', { method })).status).toBe(405)
})

test('no spelling of a path leads out of the folder', async () => {
  const ups = ['..', '%2e%2e', '%2E.', '.%2e', '..%00', '%252e%252e', '..;', '%c0%ae%c0%ae', '．．']
  const slashes = ['/', '%2f', '%5c', '\\', '//', '/./', '%252f']
  const starts = ['/', '/assets/', '/assets/../', '//', '/%2f']
  for (const start of starts) {
    for (const up of ups) {
      for (const slash of slashes) {
        const response = await get(`${start}${up}${slash}secret.txt`)
        expect(response.status).toBe(404)
        expect(await response.text()).not.toContain('secret\n')
      }
    }
  }
  const wilder = ['/file:///etc/passwd', '/C:/Windows/win.ini', '/link.txt', '/assets', '/assets/']
  for (const path of wilder) expect((await get(path)).status).toBe(404)
})
