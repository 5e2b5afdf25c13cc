import { z } from 'zod'
import { Failure } from '../errors.ts'
import { Entry, ListingState, MAX_ROWS, Sort } from '../listing.ts'
import { Location } from '../location.ts'
import {
  KeychainStatus,
  Profile,
  ProfileDraft,
  ProfileId,
  SecretChange,
  SecretStatus,
} from '../profile.ts'
import { Bucket, ObjectHead } from '../s3.ts'
import { Settings, SettingsPatch } from '../settings.ts'
import {
  ConflictDecision,
  Selection,
  Transfer,
  TransferPlan,
  TransfersSummary,
} from '../transfer.ts'
import { method } from './method.ts'

const nothing = z.object({})
const object = z.object({ profileId: ProfileId, bucket: z.string(), key: z.string().min(1) })

/** A file or folder of this computer that the user picked or dropped: the window never names a path. */
export const LocalHandle = z.string().min(1).max(128)
export type LocalHandle = z.infer<typeof LocalHandle>

/** A local folder that downloads may go to. `path` is for the eye only. */
export const LocalFolder = z.object({ handle: LocalHandle, path: z.string() })
export type LocalFolder = z.infer<typeof LocalFolder>

/** What this app and this computer can do. */
export const AppInfo = z.object({
  version: z.string(),
  shell: z.enum(['desktop', 'browser']),
  platform: z.enum(['mac', 'windows', 'linux']),
  /** The profile to open with, when Pail was started for one: `--playground`. */
  openProfile: ProfileId.optional(),
})
export type AppInfo = z.infer<typeof AppInfo>

/** One step of a connection test, in the order they were tried. */
export const ProbeStep = z.object({
  name: z.enum(['reach', 'credentials', 'list-buckets', 'start-location']),
  result: z.enum(['ok', 'failed', 'skipped']),
  /** What was found out, in one sentence. */
  finding: z.string(),
  failure: Failure.optional(),
})
export type ProbeStep = z.infer<typeof ProbeStep>

/**
 * Every method a window may call. The renderer is not trusted, so inputs are validated; an output
 * schema is the list of what may leave the main process, so no output names a secret.
 */
export const contract = {
  'app.info': method(nothing, AppInfo),
  /**
   * What the keychain can do. Takes seconds when it hangs, and may open the system's password
   * window: to be asked only when a secret is about to be kept.
   */
  'keychain.status': method(nothing, z.object({ status: KeychainStatus })),

  'profiles.list': method(
    nothing,
    z.object({
      profiles: z.array(Profile.extend({ secret: SecretStatus })),
      /** The profile file could not be read: it was kept aside, and this names where. */
      damaged: z.object({ keptAs: z.string(), reason: z.string() }).optional(),
    }),
  ),
  'profiles.save': method(z.object({ profile: ProfileDraft, secret: SecretChange }), Profile),
  'profiles.delete': method(z.object({ id: ProfileId }), nothing),
  'profiles.test': method(
    z.object({ profile: ProfileDraft, secret: SecretChange }),
    z.object({ ok: z.boolean(), steps: z.array(ProbeStep) }),
  ),
  'playground.open': method(nothing, Profile),

  'buckets.list': method(z.object({ profileId: ProfileId }), z.array(Bucket)),

  /** Starts a listing session; it lives until it is closed or its window goes away. */
  'listings.open': method(z.object({ location: Location }), ListingState),
  /** Lists again, in place: the id stays, the old rows too until the new ones are all there. */
  'listings.refresh': method(z.object({ id: z.string() }), nothing),
  'listings.close': method(z.object({ id: z.string() }), nothing),
  /** The state now; for a failed listing also why. */
  'listings.state': method(
    z.object({ id: z.string() }),
    z.object({ state: ListingState, failure: Failure.optional() }),
  ),
  /** Rows `from` (inclusive) to `to` (exclusive) in the given order; fewer at the end. */
  'listings.rows': method(
    z
      .object({
        id: z.string(),
        sort: Sort,
        filter: z.string().max(1024),
        from: z.number().int().min(0),
        to: z.number().int().min(0),
      })
      .refine(({ from, to }) => to - from <= MAX_ROWS, {
        error: `One request may ask for at most ${MAX_ROWS} rows.`,
      }),
    z.object({
      version: z.number().int(),
      /** Rows that pass the filter, of all that have arrived. */
      total: z.number().int(),
      rows: z.array(Entry),
    }),
  ),
  /** The row a key or prefix stands on in the given order; `undefined` when it is not there. */
  'listings.find': method(
    z.object({ id: z.string(), sort: Sort, filter: z.string().max(1024), entry: z.string() }),
    z.object({ row: z.number().int().optional() }),
  ),
  /** The entries of row ranges (`from` inclusive, `to` exclusive), as what a plan takes. */
  'listings.select': method(
    z.object({
      id: z.string(),
      sort: Sort,
      filter: z.string().max(1024),
      ranges: z.array(z.object({ from: z.number().int().min(0), to: z.number().int().min(0) })),
    }),
    Selection,
  ),

  'objects.head': method(object, ObjectHead),
  'objects.createFolder': method(
    z.object({ location: Location, name: z.string().min(1).max(1024) }),
    z.object({ prefix: z.string() }),
  ),
  /**
   * What a name stands for: a `folder` (a prefix with something under it), a `file`, or `nothing`.
   * Lets the path bar take any `s3://` URI.
   */
  'objects.resolve': method(
    z.object({ profileId: ProfileId, bucket: z.string().min(1), keyOrPrefix: z.string() }),
    z.object({ type: z.enum(['folder', 'file', 'nothing']), location: Location }),
  ),

  /** Desktop shell: the native dialog for files or folders to upload; `undefined` when dismissed. */
  'dialogs.pickFiles': method(
    z.object({ type: z.enum(['files', 'folder']) }),
    z.object({ handle: LocalHandle.optional() }),
  ),
  /** Desktop shell: the native dialog for a download folder; `undefined` when dismissed. */
  'dialogs.pickFolder': method(nothing, z.object({ folder: LocalFolder.optional() })),
  /** The download folder of the settings, or the user's own Downloads folder. */
  'folders.default': method(nothing, LocalFolder),
  /** Browser shell: a folder on the shell's computer, typed by the user; made when missing. */
  'folders.use': method(z.object({ path: z.string().min(1).max(4096) }), LocalFolder),

  /** First pass: counts, sizes, conflicts, names that cannot be. Changes nothing. */
  'transfers.planUpload': method(z.object({ target: Location, handle: LocalHandle }), TransferPlan),
  'transfers.planDownload': method(
    z.object({ location: Location, selection: Selection, folder: LocalHandle }),
    TransferPlan,
  ),
  'transfers.planDelete': method(
    z.object({ location: Location, selection: Selection }),
    TransferPlan,
  ),
  /** Second pass: starts what was planned. Conflicts left unanswered are refused, not guessed. */
  'transfers.start': method(
    z.object({ planId: z.string(), conflicts: ConflictDecision.optional() }),
    Transfer,
  ),
  'transfers.discard': method(z.object({ planId: z.string() }), nothing),
  /** Newest first. */
  'transfers.list': method(
    z.object({ from: z.number().int().min(0), to: z.number().int().min(0) }),
    z.object({ summary: TransfersSummary, transfers: z.array(Transfer) }),
  ),
  'transfers.cancel': method(z.object({ id: z.string() }), nothing),
  'transfers.retry': method(z.object({ id: z.string() }), nothing),
  /** Forgets what is done, failed or canceled. */
  'transfers.clear': method(nothing, nothing),

  'settings.get': method(nothing, Settings),
  'settings.change': method(SettingsPatch, Settings),
} as const

export type Contract = typeof contract
export type MethodName = keyof Contract
/** What a caller sends. */
export type MethodInput<M extends MethodName> = z.input<Contract[M]['input']>
/** What a handler gets, validated. */
export type HandlerInput<M extends MethodName> = z.output<Contract[M]['input']>
export type MethodOutput<M extends MethodName> = z.output<Contract[M]['output']>

/**
 * Every topic a window may follow. A topic carries its whole value, at most ten times a second,
 * the last value always. Subscribe first, then ask for the state.
 */
export const topics = {
  'profiles.changed': z.object({}),
  'settings.changed': Settings,
  'listing.changed': ListingState,
  /** How far the scan of a plan has come; `call` is the id of the plan call that asked for it. */
  'plan.changed': z.object({ call: z.string(), items: z.number().int(), bytes: z.number() }),
  'transfers.changed': TransfersSummary,
  /** A transfer changed what is in these places: listings that show them are asked for again. */
  'objects.changed': z.object({ locations: z.array(Location) }),
  /** The menu or a shortcut of the desktop shell asks the window to do something. */
  'window.command': z.object({ command: z.string(), at: z.number() }),
} as const

export type Topics = typeof topics
export type TopicName = keyof Topics
export type TopicValue<T extends TopicName> = z.output<Topics[T]>
