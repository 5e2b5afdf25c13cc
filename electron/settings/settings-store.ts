import { Settings, type SettingsPatch } from '#shared/settings.ts'
import { type Damage, JsonFile, type JsonFormat } from '../files/json-file.ts'

/** The user's settings, held in memory and in a file; what cannot be read falls back to its default. */
export class SettingsStore {
  readonly #file: JsonFile<Settings>
  readonly #listeners = new Set<(settings: Settings) => void>()

  constructor(options: { readonly file: string }) {
    this.#file = new JsonFile(options.file, FORMAT)
  }

  /** What could not be read of the file, and where it was kept. */
  get damage(): Damage | undefined {
    return this.#file.damage
  }

  get(): Settings {
    return this.#file.value
  }

  /** The settings once every change that was asked for is saved, or has failed. */
  settled(): Promise<Settings> {
    return this.#file.settled()
  }

  /** Changes the fields named in the patch. Rejects with `local-file`. */
  async change(patch: SettingsPatch): Promise<Settings> {
    // A field that is there but undefined changes nothing; spread in, it would reset to its default.
    const changes = Object.entries(patch).filter(([, value]) => value !== undefined)
    const settings = await this.#file.update(before =>
      Settings.parse({ ...before, ...Object.fromEntries(changes) }),
    )
    for (const listener of this.#listeners) listener(settings)
    return settings
  }

  /** Calls the listener with the settings after every change, until the returned function is called. */
  onChange(listener: (settings: Settings) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

const FORMAT: JsonFormat<Settings> = {
  what: 'settings',
  version: 1,
  empty: Settings.parse({}),
  read: data => {
    const whole = Settings.safeParse(data)
    return whole.success ? { value: whole.data } : salvage(data, Object.keys(Settings.shape))
  },
  write: settings => settings,
}

/** Takes every setting that is valid by itself; the others get their default. */
function salvage(data: object, names: readonly string[]): { value: Settings; lost: string } {
  const present = Object.entries(data).filter(([name]) => names.includes(name))
  const good = present.filter(([name, value]) => Settings.safeParse({ [name]: value }).success)
  const lost = present.filter(field => !good.includes(field)).map(([name]) => name)
  return {
    value: Settings.parse(Object.fromEntries(good)),
    lost: `Some settings could not be read and have their default again: ${lost.join(', ')}.`,
  }
}
