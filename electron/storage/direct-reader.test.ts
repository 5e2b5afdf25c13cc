import { randomBytes } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answeringServer, askingClient, bytesOf, plainAnswer } from './answering-server.ts'
import { DirectBody } from './direct-body.ts'

const content = randomBytes(3_000_000)
setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

test('bytes come whole, however they are cut, and however long the reader takes', async () => {
  let cuts: number[] = []
  let size = 0
  const server = await answeringServer(async socket => {
    socket.setNoDelay(true)
    const answer = plainAnswer(content.subarray(0, size))
    const places = cuts.map(cut => cut % answer.length).sort((a, b) => a - b)
    for (const [at, place] of [...places, answer.length].entries()) {
      socket.write(answer.subarray(places[at - 1] ?? 0, place))
      await turn()
    }
  })
  const client = askingClient()
  const cut = fc.nat({ max: content.length })
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.nat({ max: 2_000 }), fc.nat({ max: content.length })),
      fc.array(fc.oneof(fc.nat({ max: 100 }), cut), { maxLength: 30 }),
      fc.array(fc.nat({ max: 3 }), { minLength: 1 }),
      async (nextSize, nextCuts, turns) => {
        size = nextSize
        cuts = nextCuts
        let pieces = 0
        const busy = async () => {
          for (let left = turns[pieces++ % turns.length] ?? 0; left > 0; left -= 1) await turn()
        }
        const read = await bytesOf((await client.body(server)).pieces(), busy)
        expect(read.equals(content.subarray(0, size))).toBe(true)
      },
    ),
    { seed: 12, numRuns: 100 },
  )
  expect(server.connections).toHaveLength(1)
})

test('objects that are read at once come over connections of their own', async () => {
  const server = await answeringServer((socket, asked) => {
    socket.write(plainAnswer(content, `x-asked: ${asked.length}\r\n`))
  })
  const client = askingClient()
  const bodies = await Promise.all([1, 2, 3].map(() => client.get(server)))
  for (const body of bodies) expect(body.equals(content)).toBe(true)
  expect(server.connections).toHaveLength(3)
  await Promise.all([1, 2, 3].map(() => client.get(server)))
  expect(server.connections).toHaveLength(3)
})

test('as a stream, the same bytes come', async () => {
  const server = await answeringServer(socket => socket.write(plainAnswer(content)))
  const client = askingClient()
  const chunks = await (await client.body(server)).toArray()
  expect(Buffer.concat(chunks).equals(content)).toBe(true)
  await client.get(server)
  expect(server.connections).toHaveLength(1)
})

test('a connection that the server closes while nobody uses it is replaced', async () => {
  const server = await answeringServer(socket => socket.write(plainAnswer(content)))
  const client = askingClient()
  await client.get(server)
  const [first] = server.connections
  first?.end()
  await expect.poll(() => first?.closed).toBe(true)
  expect(await client.get(server)).toHaveLength(content.length)
  expect(server.connections).toHaveLength(2)
})

test.each(['end', 'destroy', 'resetAndDestroy'] as const)(
  'a connection that the server closes as it is asked again is replaced (%s)',
  async how => {
    const server = await answeringServer(socket => {
      if (server.asked.length === 2) socket[how]()
      else socket.write(plainAnswer(content))
    })
    const client = askingClient()
    await client.get(server)
    expect(await client.get(server)).toHaveLength(content.length)
    expect(server.connections).toHaveLength(2)
    expect(server.asked).toHaveLength(3)
  },
)

test('a server that closes every connection instead of an answer is asked once', async () => {
  const server = await answeringServer(socket => socket.end())
  await expect(askingClient().ask(server)).rejects.toMatchObject({ code: 'ECONNRESET' })
  expect(server.asked).toHaveLength(1)
})

test('a connection that the server wants closed is closed, and not used again', async () => {
  const server = await answeringServer(socket =>
    socket.write(plainAnswer(content, 'connection: close\r\n')),
  )
  const client = askingClient()
  await client.get(server)
  await client.get(server)
  expect(server.connections).toHaveLength(2)
  await expect.poll(() => server.open()).toBe(0)
})

test('what comes without being asked for ends the connection', async () => {
  const server = await answeringServer(socket => socket.write(plainAnswer(content)))
  const client = askingClient()
  await client.get(server)
  server.connections[0]?.write(plainAnswer(Buffer.from('Somebody else’s')))
  await expect.poll(() => server.open()).toBe(0)
  expect((await client.get(server)).equals(content)).toBe(true)
})

test('more than was announced is not given, and the connection not used again', async () => {
  const server = await answeringServer(socket =>
    socket.write(plainAnswer(content, '', content.length - 1)),
  )
  const client = askingClient()
  expect((await client.get(server)).equals(content.subarray(0, -1))).toBe(true)
  expect(await client.get(server)).toHaveLength(content.length - 1)
  expect(server.connections).toHaveLength(2)
  await expect.poll(() => server.open()).toBe(0)
})

test('very much more than was announced is as little trouble', async () => {
  const large = Buffer.alloc(20_000_000)
  const server = await answeringServer(socket => {
    // The first answer lets the system take much at once.
    if (server.asked.length === 1) socket.write(plainAnswer(large))
    else socket.write(plainAnswer(content.subarray(0, 1000)))
  })
  const client = askingClient()
  await client.get(server)
  const busy = async () => {
    const [connection] = server.connections
    const before = connection?.bytesWritten ?? 0
    connection?.write(large)
    // It is stopped by now: the rest stays where it is.
    await expect.poll(() => (connection?.bytesWritten ?? 0) - before).toBeGreaterThan(0)
    for (let turns = 0; turns < 50; turns += 1) await turn()
  }
  const read = await bytesOf((await client.body(server)).pieces(), busy)
  expect(read.equals(content.subarray(0, 1000))).toBe(true)
  await expect.poll(() => server.open()).toBe(0)
})

/** A server that answers in chunks, under a head. */
function inChunks(head: string) {
  const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`
  return answeringServer(socket => {
    socket.write(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n${head}\r\n`)
    socket.write(chunk('Hello'))
    setImmediate(() => socket.write(`${chunk(', world')}${chunk('')}`))
  })
}

test('objects in chunks are read all the same, and those that follow as such', async () => {
  const server = await inChunks('etag: "e"\r\n')
  const client = askingClient()
  for (let nth = 1; nth <= 3; nth += 1) {
    const { body, statusCode } = await client.ask(server)
    expect(body).not.toBeInstanceOf(DirectBody)
    expect(statusCode).toBe(200)
    expect(Buffer.concat(await body.toArray()).toString()).toBe('Hello, world')
    expect(server.asked).toHaveLength(nth)
  }
  // Node's own client keeps the second connection.
  expect(server.connections).toHaveLength(2)
})

test('a page in chunks from somebody on the way changes nothing for what follows', async () => {
  const page = await inChunks('content-type: text/html\r\n')
  const server = await answeringServer(socket => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\netag: "e"\r\n\r\nok')
  })
  const client = askingClient()
  const { body } = await client.ask(page)
  expect(Buffer.concat(await body.toArray()).toString()).toBe('Hello, world')
  expect((await client.ask(server)).body).toBeInstanceOf(DirectBody)
})

test('an answer that ends with its connection is read to its end', async () => {
  const server = await answeringServer(socket => {
    socket.write('HTTP/1.0 200 OK\r\n\r\n')
    socket.end(content)
  })
  const { body } = await askingClient().ask(server)
  expect(Buffer.concat(await body.toArray()).equals(content)).toBe(true)
})

test('an answer that is announced first is that which follows', async () => {
  const server = await answeringServer(socket => {
    socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n')
    setImmediate(() => socket.write(plainAnswer(content)))
  })
  const { body, statusCode } = await askingClient().ask(server)
  expect(statusCode).toBe(200)
  expect(Buffer.concat(await body.toArray()).equals(content)).toBe(true)
})

test('a connection that is gone takes no memory', async () => {
  const server = await answeringServer(socket => socket.write(plainAnswer(content)))
  const client = askingClient()
  const memory: WeakRef<ArrayBufferLike>[] = []
  const read = async () => {
    for await (const piece of (await client.body(server)).pieces()) {
      memory.push(new WeakRef(piece.buffer))
    }
  }
  await Promise.all([read(), read(), read()])
  for (const connection of server.connections) connection.end()
  await expect.poll(() => server.open()).toBe(0)
  const kept = () => {
    collectGarbage()
    return memory.filter(buffer => buffer.deref()).length
  }
  await expect.poll(kept).toBe(0)
})
