import { z } from 'zod'
import { ListingState } from '../../listing.ts'
import { JobSelection } from '../../transfer.ts'
import { method } from '../method.ts'
import { nothing } from './nothing.ts'

/** A file or folder of this computer that the user picked or dropped: the window never names a path. */
export const LocalHandle = z.string().min(1).max(128)
export type LocalHandle = z.infer<typeof LocalHandle>

/** A local folder that downloads may go to. `path` is for the eye only. */
export const LocalFolder = z.object({ handle: LocalHandle, path: z.string() })
export type LocalFolder = z.infer<typeof LocalFolder>

/** One name in a local folder; the main process refuses what leads elsewhere. */
const LocalName = z.string().min(1).max(1024)

/** This computer’s own files and folders: handles go in and out, never paths. */
export const localMethods = {
  /** Desktop shell: the native dialog for files or folders to upload; `undefined` when dismissed. */
  'dialogs.pickFiles': method(
    z.object({ type: z.enum(['files', 'folder']) }),
    z.object({ handle: LocalHandle.optional() }),
  ),
  /** Desktop shell: the native dialog for a download folder; `undefined` when dismissed. */
  'dialogs.pickFolder': method(nothing, z.object({ folder: LocalFolder.optional() })),

  /** The download folder of the settings, or the user's own Downloads folder. */
  'folders.default': method(nothing, LocalFolder),
  /**
   * Browser shell: a folder on the shell's computer, typed by the user. Made when missing, unless it
   * is to be read: what is made of a mistyped name would be empty.
   */
  'folders.use': method(
    z.object({ path: z.string().min(1).max(4096), use: z.enum(['read', 'write']).optional() }),
    LocalFolder,
  ),

  /** The folder of that name right inside a folder; a link is none. */
  'local.enter': method(z.object({ handle: LocalHandle, name: LocalName }), LocalFolder),
  /** Starts a listing session of a folder; the methods of listings read it. */
  'local.list': method(z.object({ handle: LocalHandle }), ListingState),
  /** Files and folders right inside a folder, by the listing of it, as what an upload takes. */
  'local.take': method(
    z.object({ handle: LocalHandle, selection: JobSelection }),
    z.object({ handle: LocalHandle }),
  ),
} as const
