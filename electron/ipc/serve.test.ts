import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppError } from '#shared/errors.ts'
import { contract } from '#shared/ipc/contract.ts'
import { Reply } from '#shared/ipc/method.ts'
import { DEFAULT_SETTINGS, type Settings } from '#shared/settings.ts'
import type { Handlers } from './handler.ts'
import { Server } from './serve.ts'

const METHODS = Object.keys(contract)

/** A server whose methods all give back what they got, but for those a test cares about. */
function serverWith(handlers: Partial<Handlers>): { server: Server; log: string[] } {
  const log: string[] = []
  const echo = Object.fromEntries(METHODS.map(name => [name, (input: unknown) => input]))
  const all = { ...echo, ...handlers } as Handlers
  return { server: new Server({ handlers: all, log: line => log.push(line) }), log }
}

const call = (method: string, input: unknown, id = 'c1') => ({ id, method, input })

const settings: Settings = { ...DEFAULT_SETTINGS, theme: 'dark', density: 'compact' }

describe('a call', () => {
  test('reaches its handler validated, and only what the output schema names comes back', async () => {
    const leaky = { ...settings, secretAccessKey: 'never' }
    const { server } = serverWith({ 'settings.get': () => leaky })
    expect(await server.call('w', call('settings.get', {}))).toEqual({ ok: true, value: settings })
  })

  test('with a wrong field is refused by its name', async () => {
    const { server } = serverWith({})
    const reply = await server.call('w', call('settings.change', { sidebarWidth: 'wide' }))
    expect(reply).toMatchObject({ ok: false, failure: { code: 'invalid' } })
    expect(JSON.stringify(reply)).toContain('sidebarWidth')
  })

  test('of an unknown method is invalid, also when the name is one that every object has', async () => {
    const { server } = serverWith({})
    for (const method of ['nope', '__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const reply = await server.call('w', call(method, {}))
      expect(reply).toMatchObject({ ok: false, failure: { code: 'invalid' } })
    }
  })

  test('fails with the failure that the service threw', async () => {
    const failure = { code: 'denied', message: 'No.', remedy: 'Ask.' } as const
    const { server } = serverWith({
      'buckets.list': () => Promise.reject(new AppError(failure)),
    })
    expect(await server.call('w', call('buckets.list', { profileId: 'p' }))).toMatchObject({
      ok: false,
      failure,
    })
  })

  test('that meets a defect crosses as internal, and the log gets it without secrets', async () => {
    const { server, log } = serverWith({
      'profiles.test': () => {
        throw new TypeError('boom hunter2-secret ?X-Amz-Signature=abcdef AKIAIOSFODNN7EXAMPLE')
      },
    })
    const input = {
      profile: {
        label: 'Work',
        color: 'red',
        endpoint: { type: 'aws' },
        region: 'eu-west-1',
        addressing: 'auto',
        credentials: { type: 'keys', accessKeyId: 'AK' },
        readOnly: false,
      },
      secret: { type: 'set', secret: { secretAccessKey: 'hunter2-secret' }, where: 'session' },
    }
    const reply = await server.call('w', call('profiles.test', input))
    expect(reply).toMatchObject({ ok: false, failure: { code: 'internal' } })
    expect(JSON.stringify(reply)).not.toMatch(/boom|TypeError|serve\.ts/)
    expect(log.join('\n')).toContain('boom')
    expect(log.join('\n')).not.toMatch(/hunter2|abcdef|AKIA/)
  })

  test('that a service gave up on without knowing why leaves the cause in the log', async () => {
    const init = { code: 'internal', message: 'It failed.', remedy: 'Report it.' } as const
    const cause = new URIError('URI malformed')
    const { server, log } = serverWith({
      'buckets.list': () => Promise.reject(new AppError(init, { cause })),
    })
    const reply = await server.call('w', call('buckets.list', { profileId: 'p' }))
    expect(reply).toMatchObject({ ok: false, failure: { message: 'It failed.' } })
    expect(log.join()).toContain('URI malformed')
    expect(JSON.stringify(reply)).not.toContain('malformed')
  })

  test('whose handler gives what the schema forbids is a defect, not a reply', async () => {
    const { server, log } = serverWith({ 'buckets.list': () => [{ name: 7 }] as never })
    const reply = await server.call('w', call('buckets.list', { profileId: 'p' }))
    expect(reply).toMatchObject({ ok: false, failure: { code: 'internal' } })
    expect(log).toHaveLength(1)
  })
})

describe('cancelling', () => {
  function waiting() {
    const signals: AbortSignal[] = []
    const started = Promise.withResolvers<void>()
    const made = serverWith({
      'buckets.list': (_input, { signal }) => {
        signals.push(signal)
        started.resolve()
        return new Promise(() => undefined)
      },
    })
    return { ...made, signals, started: started.promise }
  }

  test('aborts the work and answers at once, even when the work does not stop', async () => {
    const { server, signals, started } = waiting()
    const reply = server.call('w', call('buckets.list', { profileId: 'p' }))
    await started
    server.cancel('w', 'c1')
    expect(await reply).toMatchObject({ ok: false, failure: { code: 'canceled' } })
    expect(signals[0]?.aborted).toBe(true)
  })

  test('is only for one’s own calls', async () => {
    const { server, signals, started } = waiting()
    const reply = server.call('w', call('buckets.list', { profileId: 'p' }))
    await started
    server.cancel('other', 'c1')
    expect(signals[0]?.aborted).toBe(false)
    server.leave('w')
    expect(await reply).toMatchObject({ ok: false, failure: { code: 'canceled' } })
  })

  test('an id that is under way cannot be used twice', async () => {
    const { server, started } = waiting()
    const first = server.call('w', call('buckets.list', { profileId: 'p' }))
    await started
    expect(await server.call('w', call('settings.get', {}))).toMatchObject({
      ok: false,
      failure: { code: 'invalid' },
    })
    server.leave('w')
    await first
  })
})

test('ten thousand hostile calls: each gets a reply, none throws, no prototype changes', async () => {
  const { server } = serverWith({})
  const before = Object.getOwnPropertyNames(Object.prototype).join()
  const nasty = fc.oneof(
    fc.anything({ withBigInt: true, withMap: true, withNullPrototype: true, withDate: true }),
    fc.json().map(text => JSON.parse(text)),
    fc.constantFrom(
      JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}'),
      JSON.parse('{"conflicts": {"all": "skip", "byItem": {"__proto__": "skip"}}, "planId": "x"}'),
      { from: Number.NaN, to: Number.POSITIVE_INFINITY },
      { id: 'x'.repeat(1_000_000) },
      { path: '\0' },
    ),
  )
  const envelope = fc.oneof(
    nasty,
    fc.record({ id: fc.string(), method: fc.constantFrom(...METHODS, '__proto__'), input: nasty }),
  )
  await fc.assert(
    fc.asyncProperty(envelope, async hostile => {
      const reply = await server.call('w', hostile)
      expect(Reply.safeParse(reply).success).toBe(true)
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    }),
    { numRuns: 10_000, seed: 20260 },
  )
  expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before)
})
