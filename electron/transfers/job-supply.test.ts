import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { JobSupply } from './job-supply.ts'
import { Journal } from './journal/journal.ts'

/** A job of many small items in a journal on the disk, with what supplies them. */
function supplyOf(count: number) {
  const folder = mkdtempSync(join(tmpdir(), 'pail-supply-'))
  const journal = new Journal(join(folder, 'transfers.db'))
  onTestFinished(() => {
    journal.close()
    rmSync(folder, { recursive: true })
  })
  const job = journal.jobs.plan('job')
  for (let number = 0; number < count; number += 1) {
    const name = `${number}`
    journal.items.add(job, number, { name, key: name, size: 10, detail: { type: 'object' } })
  }
  return { journal, job, supply: new JobSupply(journal.items, job, { perTurn: 1 }) }
}

test('every item is supplied once, in order; a page that is not safe yet waits for those in flight', async () => {
  const { supply } = supplyOf(1500)
  const supplied: number[] = []
  let inFlight = 0
  while (supply.hasNext(inFlight)) {
    supplied.push(...supply.next(inFlight).map(({ number }) => number))
    inFlight = 1
    // The disk is given the time that it takes; then nothing is in flight any more.
    if (!supply.hasNext(inFlight)) inFlight = 0
  }
  expect(supplied).toEqual(Array.from({ length: 1500 }, (_, number) => number))
})

test('what was read ahead is withdrawn and given back like the rest', () => {
  const { supply, journal, job } = supplyOf(1000)
  for (let taken = 0; taken < 500; taken += 1) {
    expect(supply.hasNext(0)).toBe(true)
    supply.next(0)
  }
  supply.withdraw(600)
  journal.items.skip(job, { type: 'item', number: 600 }, 'not wanted')
  supply.giveBack()
  const again = new JobSupply(journal.items, job, { perTurn: 1 })
  const rest: number[] = []
  while (again.hasNext(0)) rest.push(...again.next(0).map(({ number }) => number))
  const wanted = Array.from({ length: 500 }, (_, at) => at + 500).filter(at => at !== 600)
  expect(rest).toEqual(wanted)
})
