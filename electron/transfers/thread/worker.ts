// The thread in which bytes are moved, files are scanned and the journal is written, so that the
// main thread never waits. It has no window and no secrets of its own: it asks for them.
import { parentPort, workerData } from 'node:worker_threads'
import { Connections } from '../../storage/connections.ts'
import { Reachability } from '../../storage/reachability.ts'
import { TransferLimits } from '../limits/transfer-limits.ts'
import { Transfers } from '../transfers.ts'
import { Calls, type Port } from './calls.ts'
import { streamOfPort } from './page-stream.ts'
import { watchForSleep } from './sleep-watch.ts'
import { sourceFrom } from './source-data.ts'
import type { MainCalls, ThreadCalls, ThreadData } from './thread-calls.ts'

if (!parentPort) throw new Error('This file is started as a thread.')
const data: ThreadData = workerData
const limits = new TransferLimits()
limits.set(data.tuning)

const reachability = new Reachability()
const connections = new Connections(profileId => main.ask('connection', profileId), reachability)
const transfers = new Transfers({
  journal: data.journal,
  storage: async (profileId, bucket) => (await connections.get(profileId)).storage(bucket),
  limits,
  onSummary: summary => tell('summary', summary),
  onObjectsChanged: changed => tell('objectsChanged', changed),
  onPlanProgress: (progress, client) => tell('planProgress', { progress, client }),
})

const answers: ThreadCalls = {
  restore: () => transfers.restore(),
  tune: tuning => limits.set(tuning),
  dropConnection: profileId => connections.drop(profileId),
  planUpload: ({ client, call, target, source, data: found, rules }, signal) => {
    const openFile = async (file: number, opening: AbortSignal) =>
      streamOfPort(await main.ask('openFile', { source, file }, opening))
    const close = () => tell('closeSource', source)
    const request = { target, call, rules, source: sourceFrom(found, openFile, close) }
    return transfers.planner.upload(client, request, signal)
  },
  planDownload: ({ client, ...request }, signal) =>
    transfers.planner.download(client, request, signal),
  planZip: ({ client, ...request }, signal) => transfers.planner.zip(client, request, signal),
  planDelete: ({ client, ...request }, signal) => transfers.planner.delete(client, request, signal),
  planCopy: ({ client, ...request }, signal) => transfers.planner.copy(client, request, signal),
  planMirror: ({ client, ...request }, signal) => transfers.planner.mirror(client, request, signal),
  mirrorRows: ({ id, ...which }) => transfers.mirrors.rows(id, which),
  excludeFromMirror: ({ id, choice, excluded }) => transfers.mirrors.exclude(id, choice, excluded),
  startMirror: ({ id, deletes }) => transfers.mirrors.start(id, deletes),
  discardMirror: id => transfers.mirrors.discard(id),
  start: request => transfers.start(request),
  discard: planId => transfers.discard(planId),
  list: range => transfers.list(range),
  items: ({ id, query, ...range }) => transfers.items.page(id, query, range),
  causes: id => transfers.items.causes(id),
  names: ({ id, cause }) => transfers.items.names(id, cause),
  skip: ({ id, choice }) => transfers.skip(id, choice),
  receipt: input => transfers.receipt(input),
  export: ({ wish, folder }) => transfers.export(wish, folder),
  pause: id => transfers.pause(id),
  resume: id => transfers.resume(id),
  pauseAll: () => transfers.pauseAll(),
  resumeAll: () => transfers.resumeAll(),
  reorder: request => transfers.reorder(request),
  tryNetwork: () => reachability.tryNow(),
  woke: () => recover(),
  cancel: id => transfers.cancel(id),
  retry: ({ id, choice }) => transfers.retry(id, choice),
  clear: () => transfers.clear(),
  leave: client => transfers.leave(client),
  close: async () => {
    stopWatching()
    await transfers.close()
    connections.close()
  },
}
const main = new Calls<MainCalls>(parentPort as Port, answers)

const stopWatching = watchForSleep(recover)

/** What is under way fails at once and is tried again over new connections. */
function recover(): void {
  connections.closeSockets()
  reachability.tryNow()
}

/** Nobody waits for the answer; a main thread that is gone ends this one, too. */
function tell<Name extends keyof MainCalls>(name: Name, input: Parameters<MainCalls[Name]>[0]) {
  void main.ask(name, input)
}
