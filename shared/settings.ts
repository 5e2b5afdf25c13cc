import { z } from 'zod'

/** What the user can set. Every field has a default, so an older file always reads. */
export const Settings = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  density: z.enum(['compact', 'regular', 'comfortable']).default('regular'),
  foldersFirst: z.boolean().default(true),
  sidebarWidth: z.number().int().min(160).max(360).default(220),
  /** Where downloads go unless another folder is picked; empty: the user's Downloads folder. */
  downloadFolder: z.string().default(''),
  /** Files in flight at once. */
  transferLanes: z.number().int().min(1).max(16).default(4),
})
export type Settings = z.infer<typeof Settings>

export const DEFAULT_SETTINGS: Settings = Settings.parse({})

/** A change of some settings; the others stay. Defaults must not fill what was left out. */
export const SettingsPatch = z
  .object({
    theme: Settings.shape.theme.unwrap(),
    density: Settings.shape.density.unwrap(),
    foldersFirst: Settings.shape.foldersFirst.unwrap(),
    sidebarWidth: Settings.shape.sidebarWidth.unwrap(),
    downloadFolder: Settings.shape.downloadFolder.unwrap(),
    transferLanes: Settings.shape.transferLanes.unwrap(),
  })
  .partial()
export type SettingsPatch = z.infer<typeof SettingsPatch>
