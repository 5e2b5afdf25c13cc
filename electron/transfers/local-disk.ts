import { statfs } from 'node:fs/promises'
import { platform } from 'node:os'

/** What Linux calls the file systems of disks that are in this computer, or are its memory. */
const LOCAL = new Set([
  0xef53, // ext2, ext3, ext4
  0x5846_5342, // XFS
  0x9123_683e, // Btrfs
  0xf2f5_2010, // F2FS
  0x2fc1_2fc1, // ZFS
  0xca45_1a4e, // bcachefs
  0x794c_7630, // overlays, as in containers
  0x0102_1994, // tmpfs
])

/**
 * Whether a folder is surely on a disk of this computer, so that looking at a name in it takes no
 * longer than the disk does. Of a server in the network nobody knows when it answers.
 *
 * @see https://man7.org/linux/man-pages/man2/statfs.2.html
 */
export async function isOnLocalDisk(folder: string): Promise<boolean> {
  if (platform() !== 'linux') return false
  const found = await statfs(folder).catch(() => undefined)
  return found !== undefined && LOCAL.has(found.type)
}
