import { copyFile, link, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Copies the folder of a playground. Its blobs never change, so that a second name is as good as a
 * copy of their bytes, and much sooner there; what does change, such as the index, is copied.
 */
export async function copySamples(source: string, target: string) {
  await mkdir(target, { recursive: true })
  for (const entry of await readdir(source, { withFileTypes: true })) {
    const [from, to] = [join(source, entry.name), join(target, entry.name)]
    if (entry.name === 'blobs') await linkTree(from, to)
    else if (entry.isDirectory()) await copySamples(from, to)
    else await copyFile(from, to)
  }
}

async function linkTree(source: string, target: string) {
  await mkdir(target)
  const entries = await readdir(source, { withFileTypes: true })
  await Promise.all(
    entries.map(entry => {
      const [from, to] = [join(source, entry.name), join(target, entry.name)]
      return entry.isDirectory() ? linkTree(from, to) : link(from, to)
    }),
  )
}
