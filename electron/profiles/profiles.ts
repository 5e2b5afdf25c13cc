import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { AppError } from '#shared/errors.ts'
import { Profile, type ProfileDraft, type ProfileId } from '#shared/profile.ts'
import { type Damage, JsonFile, type JsonFormat } from '../files/json-file.ts'

/**
 * The saved profiles, in the user's order, and the transient ones that live until Pail quits.
 * The file holds no secret: only the fields of `Profile` are ever written.
 */
export class Profiles {
  readonly #saved: JsonFile<readonly Profile[]>
  readonly #transient = new Map<ProfileId, Profile>()
  readonly #listeners = new Set<() => void>()

  constructor(options: { readonly file: string }) {
    this.#saved = new JsonFile(options.file, FORMAT)
  }

  /** Saved profiles first. `damaged` names the copy of a file that could not be read, or not whole. */
  list(): { profiles: Profile[]; damaged?: Damage } {
    const profiles = [...this.#saved.value, ...this.#transient.values()]
    const { damage } = this.#saved
    return damage ? { profiles, damaged: damage } : { profiles }
  }

  /** Throws `no-such-profile`. */
  get(id: ProfileId): Profile {
    const profile = this.#transient.get(id) ?? this.#saved.value.find(saved => saved.id === id)
    if (!profile) throw noSuchProfile()
    return profile
  }

  /**
   * Adds a draft without an id at the end, or changes the profile with that id in its place.
   * Rejects with `no-such-profile`, `local-file`, or `invalid` for a transient profile.
   */
  async save(draft: ProfileDraft): Promise<Profile> {
    if (draft.id !== undefined && this.#transient.has(draft.id)) throw notEditable(draft.label)
    // Parsed again, so that only what a profile has can get into the file.
    const profile = Profile.parse({ ...draft, id: draft.id ?? randomUUID() })
    await this.#saved.update(profiles => {
      if (draft.id === undefined) return [...profiles, profile]
      if (!profiles.some(saved => saved.id === draft.id)) throw noSuchProfile()
      return profiles.map(saved => (saved.id === draft.id ? profile : saved))
    })
    this.#changed()
    return profile
  }

  /** Rejects with `no-such-profile` or `local-file`. */
  async delete(id: ProfileId): Promise<void> {
    if (!this.#transient.delete(id)) {
      await this.#saved.update(profiles => {
        if (!profiles.some(saved => saved.id === id)) throw noSuchProfile()
        return profiles.filter(saved => saved.id !== id)
      })
    }
    this.#changed()
  }

  /** A profile that is never written, such as the playground's; takes the place of its like. */
  addTransient(profile: Profile): void {
    this.#transient.set(profile.id, profile)
    this.#changed()
  }

  /** Calls the listener after every change, until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}

const FORMAT: JsonFormat<readonly Profile[]> = {
  what: 'profiles',
  version: 1,
  empty: [],
  read: data => {
    const file = z.object({ profiles: z.array(z.unknown()) }).safeParse(data)
    return file.success ? salvage(file.data.profiles) : undefined
  },
  write: profiles => ({ profiles }),
}

/** Keeps every profile that is whole; one bad entry must not cost the user the others. */
function salvage(items: readonly unknown[]): { value: Profile[]; lost?: string } {
  const value: Profile[] = []
  const lost: string[] = []
  for (const [index, item] of items.entries()) {
    const parsed = Profile.safeParse(item)
    if (parsed.success && !value.some(kept => kept.id === parsed.data.id)) value.push(parsed.data)
    else lost.push(labelOf(item) ?? `number ${index + 1}`)
  }
  if (lost.length === 0) return { value }
  const named = lost.length > 5 ? [...lost.slice(0, 5), 'more'] : lost
  return {
    value,
    lost: `${lost.length} of ${items.length} profiles could not be read: ${named.join(', ')}.`,
  }
}

function labelOf(item: unknown): string | undefined {
  const named = z.object({ label: z.string().min(1).max(80) }).safeParse(item)
  return named.success ? `“${named.data.label}”` : undefined
}

function noSuchProfile(): AppError {
  return new AppError({
    code: 'no-such-profile',
    message: 'This profile no longer exists.',
    remedy: 'Choose another profile, or add it again.',
  })
}

function notEditable(label: string): AppError {
  return new AppError({
    code: 'invalid',
    message: `The profile “${label}” lasts only until Pail quits, so it cannot be changed.`,
    remedy: 'Duplicate it and change the copy.',
    subject: { profile: label },
  })
}
