import { join } from 'node:path'
import { folderOf } from '#shared/location.ts'
import { type ObjectsChanged, storedIn } from '#shared/objects-changed.ts'
import { PLAYGROUND_PROFILE_ID } from '#shared/profile.ts'
import { Credentials } from './credentials/credentials.ts'
import { KeychainVault, type KeychainVaultOptions } from './credentials/keychain-vault.ts'
import { SessionVault } from './credentials/session-vault.ts'
import { DraggableFiles } from './external/draggable-files.ts'
import { ExternalEdits } from './external/external-edits.ts'
import { handlers } from './ipc/handlers/handlers.ts'
import { serveObjectBytes } from './ipc/object-bytes.ts'
import { Topics } from './ipc/publish.ts'
import { Server } from './ipc/serve.ts'
import type { Shell } from './ipc/shell.ts'
import { serveThumbnails } from './ipc/thumbnail-bytes.ts'
import { joinWith } from './ipc/window-client.ts'
import { Listings } from './listings/listings.ts'
import { Links } from './places/links.ts'
import { PlacesStore } from './places/places-store.ts'
import { EmbeddedPlayground } from './playground/embedded-playground.ts'
import { Previews } from './previews/previews.ts'
import { Profiles } from './profiles/profiles.ts'
import { Searches } from './searches/searches.ts'
import { DownloadFolders } from './settings/download-folders.ts'
import { SettingsStore } from './settings/settings-store.ts'
import { WorkspaceStore } from './settings/workspace-store.ts'
import { Sizes } from './sizes/sizes.ts'
import { Connections } from './storage/connections.ts'
import { profileOptions } from './storage/profile-options.ts'
import { readOnly } from './storage/read-only-guard.ts'
import type { StartDecoder } from './thumbnails/decoder-process.ts'
import { Thumbnails } from './thumbnails/thumbnails.ts'
import { tuningOf } from './transfers/limits/transfer-limits.ts'
import { LocalHandles } from './transfers/local-handles.ts'
import { TransfersThread } from './transfers/thread/transfers-thread.ts'
import { Verifications } from './transfers/verify/verifications.ts'

export interface AppOptions {
  /** Where profiles, settings and the playground's objects are kept. Locked by the caller. */
  readonly dataFolder: string
  readonly version: string
  readonly shell: Shell
  readonly keychain: KeychainVaultOptions
  /** How to start the process that decodes pictures, where it cannot be forked. */
  readonly startDecoder?: StartDecoder
  /** The user's own Downloads folder. */
  readonly downloads: string
  /** Open straight into the playground. */
  readonly playground: boolean
  /** Takes one line about a defect, free of secrets. */
  readonly log: (line: string) => void
}

/** Builds every service, in the order in which they need each other. Both shells open this app. */
export async function buildApp(options: AppOptions) {
  const { dataFolder, shell, downloads, version, log } = options
  const topics = new Topics()

  const settings = new SettingsStore({ file: join(dataFolder, 'settings.json') })
  settings.onChange(value => topics.publish('settings.changed', value))
  const workspaces = new WorkspaceStore({ file: join(dataFolder, 'workspace.json') })
  const chosen = () => settings.get().downloadFolder
  const mayBeTyped = shell.kind === 'browser'
  const downloadFolders = new DownloadFolders({ chosen, downloads, mayBeTyped })

  const keychain = new KeychainVault(options.keychain)
  const onLearned = () => topics.publish('profiles.changed', {})
  const credentials = new Credentials({ keychain, session: new SessionVault(), onLearned })
  const profiles = new Profiles({ file: join(dataFolder, 'profiles.json') })
  profiles.onChange(onLearned)

  const places = new PlacesStore({
    file: join(dataFolder, 'places.json'),
    keepsRecents: () => settings.get().keepRecents,
    labelOf: id => profiles.get(id).label,
    onChange: value => topics.publish('places.changed', value),
  })
  settings.onChange(({ keepRecents }) => {
    if (!keepRecents) places.clearRecents().catch((error: unknown) => log(String(error)))
  })
  const links = new Links(() => topics.publish('link.waiting', { at: Date.now() }))

  const connection = (id: string) => profileOptions(profiles.get(id), () => credentials.secret(id))
  const connections = new Connections(async id => connection(id))
  const storage = async (profileId: string, bucket: string) =>
    (await connections.get(profileId)).storage(bucket)

  const listings = new Listings({
    storage,
    onChange: (state, client) => topics.publish('listing.changed', state, client),
  })
  const searches = new Searches({
    source: storage,
    buckets: async (id, signal) =>
      (await (await connections.get(id)).listBuckets(signal)).map(({ name }) => name),
    onChange: (state, client) => topics.publish('search.changed', state, client),
  })
  const tellObjectsChanged = (changed: ObjectsChanged) => {
    topics.publish('objects.changed', { locations: changed.locations })
    searches.changed(changed).catch((error: unknown) => log(String(error)))
  }
  const sizes = new Sizes({
    storage,
    onChange: (report, client) => topics.publish('size.changed', report, client),
  })
  const thumbnails = new Thumbnails({
    folder: join(dataFolder, 'thumbnails'),
    enabled: () => settings.get().thumbnails,
    open: async ({ profileId, bucket, key, etag }) => {
      const objects = await storage(profileId, bucket)
      return { read: (range, signal) => objects.read({ key, range, ifMatch: etag }, signal) }
    },
    ...(options.startDecoder ? { start: options.startDecoder } : {}),
  })
  const tidyThumbnails = () => thumbnails.keepProfiles(profiles.list().profiles.map(({ id }) => id))
  profiles.onChange(() => void tidyThumbnails().catch(error => log(String(error))))
  const handles = new LocalHandles()
  const expectWritable = (id: string) => {
    const { readOnly: locked, label } = profiles.get(id)
    if (locked) throw readOnly(label)
  }
  const transfers = new TransfersThread({
    journal: join(dataFolder, 'transfers.db'),
    connection: async id => connection(id),
    expectWritable,
    tuning: tuningOf(settings.get()),
    handles,
    uploadRules: () => settings.get().uploadRules,
    onSummary: summary => topics.publish('transfers.changed', summary),
    onObjectsChanged: tellObjectsChanged,
    onPlanProgress: (progress, client) => topics.publish('plan.changed', progress, client),
    log,
  })
  settings.onChange(value => transfers.tune(tuningOf(value)))
  connections.onDrop(id => transfers.dropConnection(id))
  const verifications = new Verifications({ transfers, handles, storage })
  const external = new ExternalEdits({
    folder: join(dataFolder, 'edits'),
    index: join(dataFolder, 'edits.json'),
    storage,
    expectWritable,
    openPath: shell.kind === 'desktop' ? shell.openPath : undefined,
    onChange: edits => topics.publish('external.changed', { edits }),
    onStored: ({ profileId, bucket, key }) =>
      tellObjectsChanged(storedIn({ profileId, bucket, prefix: folderOf(key) })),
  })
  const draggable = new DraggableFiles({
    folder: join(dataFolder, 'drags'),
    storage,
    startDrag: shell.kind === 'desktop' ? shell.startDrag : undefined,
  })
  await draggable.sweep().catch((error: unknown) => log(String(error)))
  const folder = join(dataFolder, 'playground')
  const playground = new EmbeddedPlayground({ folder, credentials, profiles })
  if (options.playground) await playground.open()
  transfers.restore()
  await external.restore().catch((error: unknown) => log(String(error)))

  const openProfile = options.playground ? PLAYGROUND_PROFILE_ID : undefined
  const damaged = [settings, workspaces, places].flatMap(({ damage }) => damage ?? [])
  const info = { version, shell: shell.kind, openProfile, damaged }
  const local = { shell, handles, settings, workspaces, downloadFolders }
  const services = {
    credentials,
    profiles,
    connections,
    listings,
    searches,
    sizes,
    previews: new Previews(storage),
    transfers,
    verifications,
    playground,
    places,
    links,
    thumbnails,
    external,
    draggable,
  }
  const all = { ...services, ...local, info, topics, tellObjectsChanged }
  const server = new Server({ handlers: handlers(all), log })
  return {
    topics,
    handles,
    links,
    join: joinWith({
      server,
      topics,
      leaving: [listings, searches, sizes, transfers, verifications, handles],
    }),
    objectBytes: serveThumbnails(
      thumbnails,
      serveObjectBytes(
        async ({ profileId, bucket, ...what }, signal) =>
          (await storage(profileId, bucket)).read(what, signal),
        log,
      ),
    ),
    /** The computer slept and woke up. */
    woke: () => transfers.woke(),
    /** Stops transfers, which the next start goes on with, and lets go of everything. */
    close: async () => {
      await transfers.close()
      await external.close()
      topics.close()
      connections.close()
      thumbnails.close()
      await playground.close()
    },
  }
}
