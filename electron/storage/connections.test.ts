import { expect, test } from 'vitest'
import type { ConnectionOptions } from './connection-options.ts'
import { Connections } from './connections.ts'

const options: ConnectionOptions = {
  profileName: 'Work',
  endpoint: { type: 'aws' },
  region: 'eu-west-1',
  addressing: 'auto',
  credentials: { type: 'anonymous' },
  readOnly: false,
}

test('a profile has one connection until it changes', async () => {
  let resolved = 0
  const connections = new Connections(async () => {
    resolved += 1
    return options
  })
  const [first, second] = await Promise.all([connections.get('a'), connections.get('a')])
  expect(first).toBe(second)
  expect(await connections.get('b')).not.toBe(first)
  connections.drop('a')
  expect(await connections.get('a')).not.toBe(first)
  expect(resolved).toBe(3)
  connections.close()
})

test('a connection that could not be opened is tried again', async () => {
  let locked = true
  const connections = new Connections(async () => {
    if (locked) throw new Error('The keychain is locked')
    return options
  })
  await expect(connections.get('a')).rejects.toThrow('locked')
  locked = false
  expect(await connections.get('a')).toBeDefined()
  connections.close()
})
