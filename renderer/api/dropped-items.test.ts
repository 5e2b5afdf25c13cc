import { afterAll, expect, test, vi } from 'vitest'

vi.stubGlobal('window', { pail: { shell: 'browser' } })
// Modules of their own: the window's bridge is found once in the life of a page.
vi.resetModules()
const { droppedItems, pickedItems } = await import('./dropped-items.ts')
afterAll(() => {
  vi.unstubAllGlobals()
})

type Entry = { isFile: boolean; isDirectory: boolean; fullPath: string }

function file(fullPath: string): Entry {
  const read = (ok: (file: File) => void, fail: (error: Error) => void) => {
    if (fullPath.endsWith('locked')) fail(new Error('no permission'))
    else ok(new File(['x'], fullPath.slice(fullPath.lastIndexOf('/') + 1)))
  }
  return Object.assign({ isFile: true, isDirectory: false, fullPath }, { file: read })
}

/** A folder as browsers give it: at most a hundred entries at a time, then an empty batch. */
function folder(fullPath: string, children: readonly Entry[]): Entry {
  const createReader = () => {
    const left = [...children]
    return { readEntries: (ok: (batch: Entry[]) => void) => ok(left.splice(0, 100)) }
  }
  return Object.assign({ isFile: false, isDirectory: true, fullPath }, { createReader })
}

function dropOf(entries: readonly Entry[]): DataTransfer {
  const items = entries.map(entry => ({ kind: 'file', webkitGetAsEntry: () => entry }))
  const text = { kind: 'string', webkitGetAsEntry: () => null }
  return { items: [...items, text], files: [] } as unknown as DataTransfer
}

test('a dropped folder is walked to its last file, however many there are', async () => {
  const many = Array.from({ length: 250 }, (_, n) => file(`/photos/2026/${n}.jpg`))
  const photos = folder('/photos', [
    folder('/photos/2026', many),
    folder('/photos/empty', []),
    file('/photos/ü b.txt'),
    file('/photos/locked'),
  ])
  const { files, paths, emptyFolders, problems } = await droppedItems(dropOf([photos, file('/a')]))
  expect(files).toHaveLength(252)
  expect(paths).toHaveLength(252)
  expect(paths).toContain('photos/2026/249.jpg')
  expect(paths).toContain('photos/ü b.txt')
  expect(paths).toContain('a')
  expect(files.map(({ name }) => name)).toEqual(paths.map(path => path.split('/').at(-1)))
  expect(emptyFolders).toEqual(['photos/empty'])
  expect(problems).toMatchObject([{ path: 'photos/locked' }])
})

test('picked files keep the folder they were picked with', () => {
  const plain = new File(['x'], 'a.txt')
  const inFolder = Object.assign(new File(['x'], 'b.txt'), { webkitRelativePath: 'up/b.txt' })
  const list = [plain, inFolder] as unknown as FileList
  expect(pickedItems(list).paths).toEqual(['a.txt', 'up/b.txt'])
})
