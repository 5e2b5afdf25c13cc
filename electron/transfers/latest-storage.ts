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
    holdsFile: async (key, file, signal) => (await current()).holdsFile(key, file, signal),
    listUploads: async (key, signal) => (await current()).listUploads(key, signal),
    abortUpload: async (key, uploadId) => (await current()).abortUpload(key, uploadId),
    fetch: async (request, signal) => (await current()).fetch(request, signal),
    partSizes: async (object, signal) => (await current()).partSizes(object, signal),
    copySource: async (request, signal) => (await current()).copySource(request, signal),
    copy: async (request, signal) => (await current()).copy(request, signal),
    deleteUnchanged: async (known, signal) => (await current()).deleteUnchanged(known, signal),
    writeGuards: async kind => (await current()).writeGuards(kind),
    createFolder: async (prefix, signal) => (await current()).createFolder(prefix, signal),
    deleteMany: async (keys, signal) => (await current()).deleteMany(keys, signal),
  }
}
