import { startChild } from '../harness/child.ts'
import { FLAT, flatKey } from './bench-keys.ts'
import type { Access } from './bench-playground.ts'
import type { Figure } from './figure.ts'
import { closeConnections, rawGet, rawPage } from './raw-request.ts'

/** As many as Pail has. */
const LANES = 32
const PAGES = 400

/**
 * How fast the playground itself is, asked by nothing but Node's HTTP; and a server that has the
 * very same bytes in memory. What Pail lists more slowly than the playground is Pail's own time.
 */
export async function* playgroundFloor(access: Access, latency: number): AsyncGenerator<Figure> {
  const page = await rawPage(access, FLAT)
  const playground = await pagesASecond(index =>
    rawPage(access, { ...FLAT, 'start-after': flatKey((index % 200) * 3 + 1) }),
  )
  const server = await startChild<{ url: string }>([
    `${import.meta.dirname}/canned-server.ts`,
    String(page.length),
  ])
  const control = await pagesASecond(() => rawGet(server.hello.url))
  await server.stop()
  closeConnections()
  yield {
    name: `+${latency} ms: the playground alone in ${LANES} lanes, nothing read (control: the same bytes from node:http, no delay)`,
    unit: 'pages/s',
    ours: playground,
    control,
    goal: 'known',
    ok: true,
  }
}

async function pagesASecond(ask: (index: number) => Promise<Buffer>): Promise<number> {
  await ask(0)
  const started = performance.now()
  const indexes = Array.from({ length: PAGES }, (_, index) => index).values()
  const lane = async () => {
    for (const index of indexes) await ask(index)
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return PAGES / ((performance.now() - started) / 1000)
}
