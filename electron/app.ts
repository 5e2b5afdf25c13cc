import { join } from 'node:path'
import { PLAYGROUND_PROFILE_ID } from '#shared/profile.ts'
import { Credentials } from './credentials/credentials.ts'
import { KeychainVault, type KeychainVaultOptions } from './credentials/keychain-vault.ts'
import { SessionVault } from './credentials/session-vault.ts'
import { handlers } from './ipc/handlers/handlers.ts'
import { serveObjectBytes } from './ipc/object-bytes.ts'
import { Topics } from './ipc/publish.ts'
import { Server } from './ipc/serve.ts'
import type { Shell } from './ipc/shell.ts'
import { joinWith } from './ipc/window-client.ts'
import { Listings } from './listings/listings.ts'
import { EmbeddedPlayground } from './playground/embedded-playground.ts'
import { Profiles } from './profiles/profiles.ts'
import { DownloadFolders } from './settings/download-folders.ts'
import { SettingsStore } from './settings/settings-store.ts'
import { Connections } from './storage/connections.ts'
import { profileOptions } from './storage/profile-options.ts'
import { LocalHandles } from './transfers/local-handles.ts'
import { Transfers } from './transfers/transfers.ts'

export interface AppOptions {
  /** Where profiles, settings and the playground's objects are kept. Locked by the caller. */
  readonly dataFolder: string
  readonly version: string
  readonly shell: Shell
  readonly keychain: KeychainVaultOptions
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
  const chosen = () => settings.get().downloadFolder
  const mayBeTyped = shell.kind === 'browser'
  const downloadFolders = new DownloadFolders({ chosen, downloads, mayBeTyped })

  const keychain = new KeychainVault(options.keychain)
  const onLearned = () => topics.publish('profiles.changed', {})
  const credentials = new Credentials({ keychain, session: new SessionVault(), onLearned })
  const profiles = new Profiles({ file: join(dataFolder, 'profiles.json') })
  profiles.onChange(onLearned)

  const connections = new Connections(async id =>
    profileOptions(profiles.get(id), () => credentials.secret(id)),
  )
  const storage = async (profileId: string, bucket: string) =>
    (await connections.get(profileId)).storage(bucket)

  const listings = new Listings({
    storage,
    onChange: (state, client) => topics.publish('listing.changed', state, client),
  })
  const handles = new LocalHandles()
  const transfers = new Transfers({
    storage,
    lanes: () => settings.get().transferLanes,
    handles,
    onSummary: summary => topics.publish('transfers.changed', summary),
    onObjectsChanged: locations => topics.publish('objects.changed', { locations }),
    onPlanProgress: (progress, client) => topics.publish('plan.changed', progress, client),
  })
  const folder = join(dataFolder, 'playground')
  const playground = new EmbeddedPlayground({ folder, credentials, profiles })
  if (options.playground) await playground.open()

  const openProfile = options.playground ? PLAYGROUND_PROFILE_ID : undefined
  const info = { version, shell: shell.kind, openProfile }
  const local = { shell, handles, settings, downloadFolders }
  const services = { credentials, profiles, connections, listings, transfers, playground }
  const all = { ...services, ...local, info, topics }
  const server = new Server({ handlers: handlers(all), log })
  return {
    topics,
    handles,
    join: joinWith({ server, topics, leaving: [listings, transfers, handles] }),
    objectBytes: serveObjectBytes(
      async ({ profileId, bucket, ...what }, signal) =>
        (await storage(profileId, bucket)).read(what, signal),
      log,
    ),
    /** Stops transfers, aborts what they had begun, and lets go of everything. */
    close: async () => {
      await transfers.close()
      topics.close()
      connections.close()
      await playground.close()
    },
  }
}
