import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { DEFAULT_SETTINGS, type Settings, type SettingsPatch } from '#shared/settings.ts'
import { call } from '../api/client.ts'

/** The settings; the defaults until they are here. */
export function settingsQuery() {
  return queryOptions({
    queryKey: ['settings'],
    queryFn: ({ signal }) => call('settings.get', {}, signal),
    placeholderData: DEFAULT_SETTINGS,
  })
}

/**
 * Takes settings as the main process has them. While changes are under way it does not have those:
 * only the answer to the last of them tells what all come to.
 *
 * @param answered how many of the changes under way they are the answer to
 */
export function takeSettings(client: QueryClient, settings: Settings, answered = 0): void {
  const { queryKey } = settingsQuery()
  if (client.isMutating({ mutationKey: queryKey }) > answered) return
  client.setQueryData(queryKey, settings)
}

/** Other values for some settings, or how to make them of those that hold. */
type SettingsChange = SettingsPatch | ((now: Settings) => SettingsPatch)

/**
 * Changes some settings. Shown at once, saved in the order of the changes, and taken back when it
 * could not be saved. A change of a part of a setting is made of what holds at that moment, which
 * may be newer than what is on the screen.
 */
export function useChangeSettings() {
  const client = useQueryClient()
  const { queryKey } = settingsQuery()
  const mutation = useMutation({
    mutationKey: queryKey,
    mutationFn: (patch: SettingsPatch) => call('settings.change', patch),
    onSuccess: settings => takeSettings(client, settings, 1),
    onError: () => client.invalidateQueries({ queryKey }),
  })
  const mutate = (change: SettingsChange, options?: Parameters<typeof mutation.mutate>[1]) => {
    const now = client.getQueryData(queryKey) ?? DEFAULT_SETTINGS
    const patch = typeof change === 'function' ? change(now) : change
    void client.cancelQueries({ queryKey }, { revert: false })
    client.setQueryData(queryKey, { ...now, ...patch } as Settings)
    mutation.mutate(patch, options)
  }
  return { mutate, error: mutation.error }
}

/** The settings that an action turns around. */
export interface SettingToggles {
  preview(): void
  foldersFirst(): void
  nameOrder(): void
}

export function useSettingToggles(): SettingToggles {
  const { mutate: change } = useChangeSettings()
  return {
    preview: () => change(({ previewShown }) => ({ previewShown: !previewShown })),
    foldersFirst: () => change(({ foldersFirst }) => ({ foldersFirst: !foldersFirst })),
    nameOrder: () =>
      change(({ nameOrder }) => ({ nameOrder: nameOrder === 'bytes' ? 'natural' : 'bytes' })),
  }
}
