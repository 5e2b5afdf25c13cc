import { z } from 'zod'
import { Bandwidth, NO_LIMITS } from './bandwidth.ts'
import { NameOrder } from './listing.ts'
import { AWS_PRICES, DEFAULT_PREFLIGHT, Preflight, PriceTable } from './preflight.ts'
import { StandingRule } from './transfer-plan.ts'
import { DEFAULT_UPLOAD_RULES, UploadRules } from './upload-rules.ts'

/** How a listing is laid out: rows with columns, or cells with a picture. */
export const ViewMode = z.enum(['list', 'grid'])
export type ViewMode = z.infer<typeof ViewMode>

/** What becomes of taken names: each job asks, or a rule holds for all that need no other answer. */
export const TakenNames = z.enum(['ask', ...StandingRule.options])
export type TakenNames = z.infer<typeof TakenNames>

/** A column of a table, in its place; without a width it has its usual one. In CSS pixels. */
export const ColumnChoice = z.object({
  id: z.string().min(1).max(32),
  width: z.number().int().min(1).max(4000).optional(),
})
export type ColumnChoice = z.infer<typeof ColumnChoice>

const columnChoices = z.array(ColumnChoice).max(24).default([])

/** In bytes: below the first, a part would seldom find room beside another. */
export const LEAST_TRANSFER_MEMORY = 16_000_000
export const MOST_TRANSFER_MEMORY = 64_000_000_000

/** Files, and parts of large files, that are moved at once; `automatic` finds out how many. */
export const Concurrency = z.union([z.literal('automatic'), z.number().int().min(1).max(32)])
export type Concurrency = z.infer<typeof Concurrency>

/** What the user can set. Every field has a default, so an older file always reads. */
export const Settings = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  density: z.enum(['compact', 'regular', 'comfortable']).default('regular'),
  foldersFirst: z.boolean().default(true),
  nameOrder: NameOrder.default('natural'),
  /** The layout of each bucket (`profile/bucket`) that was given one; the others are lists. */
  viewModes: z.record(z.string().max(400), ViewMode).default({}),
  /** Pictures instead of icons: they cost requests. */
  thumbnails: z.boolean().default(true),
  cellSize: z.enum(['small', 'medium', 'large']).default('medium'),
  /** The columns of each kind of table; none chosen: the usual ones. */
  columns: z
    .object({
      objects: columnChoices,
      buckets: columnChoices,
      results: columnChoices.default([]),
      local: columnChoices.default([]),
    })
    .default({ objects: [], buckets: [], results: [], local: [] }),
  sidebarWidth: z.number().int().min(160).max(360).default(220),
  previewShown: z.boolean().default(true),
  previewWidth: z.number().int().min(220).max(640).default(300),
  /** Whether the places that were shown are noted. */
  keepRecents: z.boolean().default(true),
  /** Where downloads go unless another folder is picked; empty: the user's Downloads folder. */
  downloadFolder: z.string().default(''),
  concurrency: Concurrency.default('automatic'),
  /** How fast transfers may be, and when. */
  bandwidth: Bandwidth.default(NO_LIMITS),
  /** Bytes of bodies that all transfers together keep in memory while they are sent. */
  transferMemory: z
    .number()
    .int()
    .min(LEAST_TRANSFER_MEMORY)
    .max(MOST_TRANSFER_MEMORY)
    .default(256_000_000),
  preflight: Preflight.default(DEFAULT_PREFLIGHT),
  /** What requests and traffic cost on AWS; profiles may have tables of their own. */
  prices: PriceTable.default(AWS_PRICES),
  pricesByProfile: z.record(z.string().max(200), PriceTable).default({}),
  uploadRules: UploadRules.default(DEFAULT_UPLOAD_RULES),
  takenNames: TakenNames.default('ask'),
  /** Objects up to so many bytes are previewed by themselves; 0: none is before it is asked for. */
  automaticPreviewBytes: z.number().int().min(0).default(100_000_000),
})
export type Settings = z.infer<typeof Settings>

/** The tables that have columns of their own. */
export type ColumnKind = keyof Settings['columns']

export const DEFAULT_SETTINGS: Settings = Settings.parse({})

/** A change of some settings; the others stay. Defaults must not fill what was left out. */
export const SettingsPatch = z
  .object({
    theme: Settings.shape.theme.unwrap(),
    density: Settings.shape.density.unwrap(),
    foldersFirst: Settings.shape.foldersFirst.unwrap(),
    nameOrder: Settings.shape.nameOrder.unwrap(),
    viewModes: Settings.shape.viewModes.unwrap(),
    thumbnails: Settings.shape.thumbnails.unwrap(),
    columns: Settings.shape.columns.unwrap(),
    cellSize: Settings.shape.cellSize.unwrap(),
    sidebarWidth: Settings.shape.sidebarWidth.unwrap(),
    previewShown: Settings.shape.previewShown.unwrap(),
    previewWidth: Settings.shape.previewWidth.unwrap(),
    keepRecents: Settings.shape.keepRecents.unwrap(),
    downloadFolder: Settings.shape.downloadFolder.unwrap(),
    concurrency: Settings.shape.concurrency.unwrap(),
    bandwidth: Settings.shape.bandwidth.unwrap(),
    transferMemory: Settings.shape.transferMemory.unwrap(),
    preflight: Settings.shape.preflight.unwrap(),
    prices: Settings.shape.prices.unwrap(),
    pricesByProfile: Settings.shape.pricesByProfile.unwrap(),
    uploadRules: Settings.shape.uploadRules.unwrap(),
    takenNames: Settings.shape.takenNames.unwrap(),
    automaticPreviewBytes: Settings.shape.automaticPreviewBytes.unwrap(),
  })
  .partial()
export type SettingsPatch = z.infer<typeof SettingsPatch>
