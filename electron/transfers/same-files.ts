import { type FileHandle, open } from 'node:fs/promises'
import { localFailure } from './local-failure.ts'

const PIECE = 1024 * 1024

/** Whether two local files have the same bytes. */
export async function sameFiles(one: string, other: string): Promise<boolean> {
  try {
    await using a = await open(one)
    await using b = await open(other)
    const [{ size }, stats] = await Promise.all([a.stat(), b.stat()])
    if (!stats.isFile() || stats.size !== size) return false
    for (let at = 0; at < size; at += PIECE) {
      const [left, right] = await Promise.all([pieceOf(a, at), pieceOf(b, at)])
      if (!left.equals(right)) return false
    }
    return true
  } catch (error) {
    throw localFailure(error, other)
  }
}

async function pieceOf(file: FileHandle, position: number): Promise<Buffer> {
  const buffer = Buffer.alloc(PIECE)
  const { bytesRead } = await file.read(buffer, 0, PIECE, position)
  return buffer.subarray(0, bytesRead)
}
