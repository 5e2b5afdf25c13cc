import type { TransferStorage } from './transfer-storage.ts'

/**
 * A bucket through whatever connection its profile has at the moment of each request: a job outlives
 * the connection it was planned with when the user corrects the profile's key.
 */
export function latestStorage(current: () => Promise<TransferStorage>): TransferStorage {
  return {
    listPage: async (request, signal) => (await current()).listPage(request, signal),
    listAll: async function* (request, signal) {
      yield* (await current()).listAll(request, signal)
    },
    head: async (key, signal) => (await current()).head(key, signal),
    upload: async (request, signal) => (await current()).upload(request, signal),
    read: async (request, signal) => (await current()).read(request, signal),
    createFolder: async (prefix, signal) => (await current()).createFolder(prefix, signal),
    deleteMany: async (keys, signal) => (await current()).deleteMany(keys, signal),
  }
}
