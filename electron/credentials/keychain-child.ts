/**
 * The process that talks to the OS keychain. [Note: A process for the keychain] A keytar call
 * blocks a thread of libuv's pool for as long as an unanswered password window is open. Node
 * joins those threads when it exits, so such a call in Pail's own process keeps Pail from
 * quitting, and a crash in the native module takes Pail with it. Here it can simply be killed.
 */
import { parentChannel } from '../processes/parent-channel.ts'
import { type KeychainReply, KeychainRequest } from './keychain-messages.ts'

const SERVICE = 'Pail'

const { listen, answer } = parentChannel<KeychainReply>()
listen(message => {
  void perform(KeychainRequest.parse(message)).then(answer)
})

async function perform(request: KeychainRequest): Promise<KeychainReply> {
  const { id, account } = request
  let keytar: typeof import('keytar')
  try {
    // Loads libsecret on Linux, which may not be there: never at the top of a file.
    keytar = await loadKeytar()
  } catch (error) {
    return { id, result: 'no-module', said: messageOf(error) }
  }
  try {
    switch (request.verb) {
      case 'get': {
        const secret = await keytar.getPassword(SERVICE, account)
        return secret === null ? { id, result: 'done' } : { id, result: 'done', secret }
      }
      case 'set':
        await keytar.setPassword(SERVICE, account, request.secret)
        return { id, result: 'done' }
      case 'delete':
        await keytar.deletePassword(SERVICE, account)
        return { id, result: 'done' }
      default:
        return request satisfies never
    }
  } catch (error) {
    return { id, result: 'failed', said: messageOf(error) }
  }
}

async function loadKeytar(): Promise<typeof import('keytar')> {
  const module = await import('keytar')
  // Of a CommonJS module Node sees only `default` for sure.
  return 'default' in module ? (module.default as typeof import('keytar')) : module
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
