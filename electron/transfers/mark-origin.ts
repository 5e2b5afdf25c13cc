import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** What marking a file needs of its system. */
export interface MarkSystem {
  readonly platform: NodeJS.Platform
  readonly write: (path: string, text: string) => Promise<unknown>
  readonly run: (program: string, args: readonly string[]) => Promise<unknown>
}

const THIS_SYSTEM: MarkSystem = {
  platform: process.platform,
  write: (path, text) => writeFile(path, text),
  run: promisify(execFile),
}

/**
 * Tells the system that a file came from elsewhere, so that it asks before the file is run: the
 * Mark of the Web on Windows, quarantine on macOS. Nothing is said of where it came from. A file
 * system that keeps no such marks (FAT, many network drives) is no reason to fail.
 *
 * @see https://learn.microsoft.com/openspecs/windows_protocols/ms-fscc/6e3f7352-d11c-4d76-8c39-2516a9df36e8
 */
export async function markOrigin(path: string, system: MarkSystem = THIS_SYSTEM): Promise<void> {
  try {
    // 3 is the zone of the Internet; the stream goes along when the file is renamed.
    if (system.platform === 'win32') {
      await system.write(`${path}:Zone.Identifier`, '[ZoneTransfer]\r\nZoneId=3\r\n')
    }
    if (system.platform === 'darwin') {
      const seconds = Math.floor(Date.now() / 1000).toString(16)
      const mark = `0081;${seconds};Pail;${randomUUID().toUpperCase()}`
      await system.run('/usr/bin/xattr', ['-w', 'com.apple.quarantine', mark, path])
    }
  } catch (error) {
    // What neither the disk nor a program said is a defect of ours.
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}
