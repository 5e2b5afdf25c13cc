import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { JsonFile, type JsonFormat } from './json-file.ts'

const NOTES: JsonFormat<readonly string[]> = {
  what: 'notes',
  version: 2,
  empty: [],
  read: data => {
    const file = z.object({ notes: z.array(z.unknown()) }).safeParse(data)
    if (!file.success) return undefined
    const value = file.data.notes.filter(note => typeof note === 'string')
    const lost = file.data.notes.length - value.length
    return lost === 0 ? { value } : { value, lost: `${lost} notes could not be read.` }
  },
  write: notes => ({ notes }),
}

let folder: string
let file: string
const add = (note: string) => (notes: readonly string[]) => [...notes, note]
const names = async () => (await readdir(folder)).sort()

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pail-json-'))
  file = join(folder, 'notes.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('a file that is whole', () => {
  test('a missing file is an empty one, and nothing is written until something changes', async () => {
    const notes = new JsonFile(file, NOTES)
    expect(notes.value).toEqual([])
    expect(notes.damage).toBeUndefined()
    expect(await names()).toEqual([])
  })

  test('what is saved is there for the next start, with its version', async () => {
    await new JsonFile(file, NOTES).update(add('one'))
    expect(new JsonFile(file, NOTES).value).toEqual(['one'])
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ version: 2, notes: ['one'] })
  })

  test('the folder is made when it is missing', async () => {
    const deep = join(folder, 'a', 'b', 'notes.json')
    await new JsonFile(deep, NOTES).update(add('one'))
    expect(new JsonFile(deep, NOTES).value).toEqual(['one'])
  })

  test.skipIf(process.platform === 'win32')('only the user may read it', async () => {
    await writeFile(file, '{"version":2,"notes":[]}', { mode: 0o644 })
    await new JsonFile(file, NOTES).update(add('one'))
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  test('a hundred changes at once all arrive, in order, and leave no temp behind', async () => {
    const notes = new JsonFile(file, NOTES)
    const wanted = Array.from({ length: 100 }, (_, index) => `note ${index}`)
    await Promise.all(wanted.map(note => notes.update(add(note))))
    expect(new JsonFile(file, NOTES).value).toEqual(wanted)
    expect(await names()).toEqual(['notes.json'])
  })

  test('a reader never sees half a file while it is being replaced', async () => {
    const notes = new JsonFile(file, NOTES)
    await notes.update(add('x'.repeat(100_000)))
    let writing = true
    const writes = (async () => {
      for (let round = 0; round < 20; round++) await notes.update(add('y'.repeat(50_000)))
      writing = false
    })()
    while (writing) {
      const seen: unknown = JSON.parse(await readFile(file, 'utf8'))
      expect(seen).toMatchObject({ version: 2 })
    }
    await writes
  })

  test('a change made by another Pail meanwhile is kept', async () => {
    const first = new JsonFile(file, NOTES)
    const second = new JsonFile(file, NOTES)
    await first.update(add('from the first'))
    await second.update(add('from the second'))
    await first.update(add('again the first'))
    expect(first.value).toEqual(['from the first', 'from the second', 'again the first'])
  })

  test('a change that throws changes nothing and stops nobody else', async () => {
    const notes = new JsonFile(file, NOTES)
    const failing = notes.update(() => {
      throw new Error('no')
    })
    const following = notes.update(add('one'))
    await expect(failing).rejects.toThrow('no')
    expect(await following).toEqual(['one'])
  })
})

describe('temps', () => {
  test('one that a crash left behind is swept with the next save; a fresh one is not', async () => {
    const abandoned = `${file}.0123456789ab.tmp`
    const fresh = `${file}.ba9876543210.tmp`
    const foreign = `${file}.tmp`
    for (const temp of [abandoned, fresh, foreign]) await writeFile(temp, '{"version":2,"no')
    await utimes(abandoned, new Date(0), new Date(0))
    await new JsonFile(file, NOTES).update(add('one'))
    expect(await names()).toEqual([file, fresh, foreign].map(path => basename(path)).sort())
  })

  test('a save that cannot be finished leaves neither a temp nor a changed value', async () => {
    // A folder in the file's place: the rename fails after the temp is written.
    const notes = new JsonFile(join(folder, 'place', 'notes.json'), NOTES)
    await notes.update(add('one'))
    await rm(join(folder, 'place'), { recursive: true })
    await writeFile(join(folder, 'place'), 'a file where the folder was')
    await expect(notes.update(add('two'))).rejects.toMatchObject({
      code: 'local-file',
      message: expect.stringContaining('Your notes could not be saved to'),
    })
    expect(notes.value).toEqual(['one'])
  })
})

describe('a crash', () => {
  test('at any moment of a save leaves a whole file', async () => {
    const writer = import.meta.resolve('./atomic-write.ts')
    const program = `
      import { writeAtomically } from ${JSON.stringify(writer)}
      for (let round = 0; ; round++) {
        const notes = [String(round), 'x'.repeat(400_000)]
        await writeAtomically(process.argv[1], JSON.stringify({ version: 2, notes }))
        if (round === 0) process.send('writing')
      }`
    for (const delay of [1, 4, 9, 16, 25, 36]) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', program, file], {
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      })
      await once(child, 'message')
      await new Promise(resolve => setTimeout(resolve, delay))
      child.kill('SIGKILL')
      await once(child, 'exit')
      const notes = new JsonFile(file, NOTES)
      expect(notes.damage).toBeUndefined()
      expect(notes.value[1]).toHaveLength(400_000)
    }
  })
})

describe('a damaged file', () => {
  const damaged = async (text: string) => {
    await writeFile(file, text)
    const notes = new JsonFile(file, NOTES)
    const keptAs = notes.damage?.keptAs ?? ''
    return { notes, keptAs, reason: notes.damage?.reason }
  }

  test.each([
    ['cut off in the middle', '{"version":2,"notes":["o', 'is not valid JSON'],
    ['empty', '', 'is not valid JSON'],
    ['of another shape', '{"version":2,"todo":[]}', 'does not have the shape'],
    ['without a version', '{"notes":[]}', 'does not have the shape'],
    ['not even an object', '17', 'is not valid JSON'],
  ])('%s: is kept aside and named, and the next save starts anew', async (_, text, reason) => {
    const { notes, keptAs, reason: told } = await damaged(text)
    expect(told).toContain(reason)
    expect(basename(keptAs)).toMatch(/^notes\.json\.damaged-\d{4}-\d\d-\d\dT[\d-]+\.\d+Z$/)
    expect(await readFile(keptAs, 'utf8')).toBe(text)
    expect(notes.value).toEqual([])
    await notes.update(add('one'))
    expect(new JsonFile(file, NOTES).value).toEqual(['one'])
    expect(await readFile(keptAs, 'utf8')).toBe(text)
  })

  test('what is still good in it is kept, and the original too', async () => {
    const { notes, keptAs, reason } = await damaged('{"version":2,"notes":["good",5,"fine"]}')
    expect(notes.value).toEqual(['good', 'fine'])
    expect(reason).toBe('1 notes could not be read.')
    await notes.update(add('new'))
    expect(new JsonFile(file, NOTES).value).toEqual(['good', 'fine', 'new'])
    expect(await readFile(keptAs, 'utf8')).toContain('5')
  })

  test('starting again without a save makes no second copy', async () => {
    const { keptAs } = await damaged('{')
    expect(new JsonFile(file, NOTES).damage?.keptAs).toBe(keptAs)
    expect(await names()).toEqual(['notes.json', basename(keptAs)])
  })

  test('damaged while Pail runs: what is in memory wins, the damaged text is kept aside', async () => {
    const notes = new JsonFile(file, NOTES)
    await notes.update(add('one'))
    await writeFile(file, 'a slip of the editor')
    expect(await notes.update(add('two'))).toEqual(['one', 'two'])
    expect(await readFile(notes.damage?.keptAs ?? '', 'utf8')).toBe('a slip of the editor')
  })
})

describe('a file that is not ours to change', () => {
  test('one of a newer version is reported and stays as it is', async () => {
    const newer = '{"version":3,"notes":{"by":"the future"}}'
    await writeFile(file, newer)
    const notes = new JsonFile(file, NOTES)
    expect(notes.damage).toEqual({
      keptAs: file,
      reason: 'The file with your notes was made by a newer version of Pail.',
    })
    await expect(notes.update(add('one'))).rejects.toMatchObject({
      code: 'local-file',
      message:
        'Your notes were not saved: the file with your notes was made by a newer version of Pail.',
    })
    expect(await readFile(file, 'utf8')).toBe(newer)
    expect(await names()).toEqual(['notes.json'])
  })

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'one that may not be read is reported and stays as it is',
    async () => {
      await writeFile(file, '{"version":2,"notes":["one"]}')
      await chmod(file, 0o000)
      const notes = new JsonFile(file, NOTES)
      expect(notes.damage?.reason).toContain('may not be read (EACCES)')
      await expect(notes.update(add('two'))).rejects.toMatchObject({ code: 'local-file' })
    },
  )

  test('a folder in its place is reported, not fallen over', async () => {
    const notes = new JsonFile(folder, NOTES)
    expect(notes.damage?.reason).toContain('may not be read (EISDIR)')
    await expect(notes.update(add('one'))).rejects.toMatchObject({ code: 'local-file' })
  })
})
