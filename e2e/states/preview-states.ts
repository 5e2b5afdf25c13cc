import type { Page } from 'playwright/test'
import type { Preview } from '#shared/preview.ts'
import { but, failed } from './sample.ts'
import type { State } from './state.ts'

/** An object as its first bytes tell, which are all there is. */
function described(kind: Preview['kind'], text: string, contentType: string): Preview {
  const head = Buffer.from(text).toString('base64')
  const size = Buffer.byteLength(text)
  return {
    kind,
    etag: 'e1',
    size,
    contentType,
    encoding: 'utf-8',
    gzip: false,
    head,
    complete: true,
  }
}

const showing = (preview: Preview) =>
  but({ 'previews.describe': { value: preview }, 'objects.head': { failure: failed('denied') } })

const markdown = described(
  'markdown',
  `# Release notes

Everything that changed in **June 2026**, for those who run it.

- Uploads go on after a crash
- Names are shown as they are: \`a//b\`

| Region | Objects |
| --- | ---: |
| eu-west-1 | 18,220,114 |
| us-east-1 | 204 |

> Nothing is overwritten without an answer.
`,
  'text/markdown',
)
const orders = `order,customer,country,total,paid
${Array.from(
  { length: 40 },
  (_, index) => `${1000 + index},Customer ${index},${index % 3 ? 'DE' : 'JP'},${index * 17.5},yes`,
).join('\n')}
`
const json = `{"service":"nightly export","version":3,"regions":["eu-west-1","us-east-1"],
"limits":{"rows":18220114,"bytes":240118552,"compressed":true},"owner":null}`
const code = `import { createServer } from 'node:http'

// One process a core; the balancer does the rest.
const port = Number(process.env.PORT ?? 8080)

createServer((request, response) => {
  if (request.url === '/health') return response.end('ok')
  response.writeHead(404).end(\`No \${request.url}\`)
}).listen(port)
`

const look = (name: string, keys: string) => async (page: Page) => {
  await page.getByRole('row', { name }).click()
  await page.keyboard.press(keys)
}

const editing = (save: Parameters<typeof but>[0]) =>
  but({ 'previews.describe': { value: described('text', code, 'text/javascript') }, ...save })

/** Objects that are looked into, and edited. */
export const previewStates: readonly State[] = [
  {
    name: 'preview of Markdown',
    scenario: showing(markdown),
    act: page => page.getByRole('row', { name: 'notes.md' }).click(),
    shows: 'Release notes',
  },
  {
    name: 'preview of bytes',
    scenario: showing({
      ...described('binary', '\u0000\u0001\u0002 parquet? no: bytes \u007f\u0080', ''),
    }),
    act: page => page.getByRole('row', { name: 'readme' }).click(),
    shows: /^0000/,
  },
  {
    name: 'preview that failed',
    scenario: but({ 'previews.describe': { failure: failed('denied') } }),
    act: page => page.getByRole('row', { name: 'logo.svg' }).click(),
    shows: failed('denied').message,
  },
  {
    name: 'quick look of a table',
    scenario: showing(described('table', orders, 'text/csv')),
    act: look('events.parquet', 'Space'),
    shows: 'Customer 3',
  },
  {
    name: 'quick look of JSON',
    scenario: showing(described('json', json, 'application/json')),
    act: look('events.parquet', 'Space'),
    shows: /nightly export/,
  },
  {
    name: 'quick look of a folder',
    scenario: but({}),
    act: look('invoices/', 'Space'),
    shows: /invoices/,
  },
  {
    name: 'text editor',
    scenario: editing({}),
    act: look('server.ts', 'F4'),
    shows: /One process a core/,
  },
  {
    name: 'text editor in conflict',
    scenario: editing({ 'previews.save': { failure: failed('changed-meanwhile') } }),
    act: async page => {
      await look('server.ts', 'F4')(page)
      await page.getByRole('dialog').getByText('One process').click()
      await page.keyboard.type('Really. ')
      await page.keyboard.press('ControlOrMeta+s')
    },
    shows: /was changed meanwhile/,
  },
]
