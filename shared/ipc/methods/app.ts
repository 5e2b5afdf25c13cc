import { z } from 'zod'
import { KeychainStatus, Profile, ProfileId } from '../../profile.ts'
import { Settings, SettingsPatch } from '../../settings.ts'
import { method } from '../method.ts'
import { nothing } from './nothing.ts'

/** What this app and this computer can do. */
export const AppInfo = z.object({
  version: z.string(),
  shell: z.enum(['desktop', 'browser']),
  platform: z.enum(['mac', 'windows', 'linux']),
  /** The profile to open with, when Pail was started for one: `--playground`. */
  openProfile: ProfileId.optional(),
  /** Settings, places or tabs that could not be read when Pail started, and where they were kept. */
  damaged: z.array(z.object({ keptAs: z.string(), reason: z.string() })),
})
export type AppInfo = z.infer<typeof AppInfo>

/** The app itself, its keychain, its playground, its settings. */
export const appMethods = {
  'app.info': method(nothing, AppInfo),

  /**
   * What the keychain can do. Takes seconds when it hangs, and may open the system's password
   * window: to be asked only when a secret is about to be kept.
   */
  'keychain.status': method(nothing, z.object({ status: KeychainStatus })),

  'playground.open': method(nothing, Profile),

  'settings.get': method(nothing, Settings),
  'settings.change': method(SettingsPatch, Settings),
} as const
