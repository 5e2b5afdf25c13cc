import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
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

/** Changes some settings. Shown at once, and taken back when it could not be saved. */
export function useChangeSettings() {
  const client = useQueryClient()
  const { queryKey } = settingsQuery()
  return useMutation({
    mutationFn: (patch: SettingsPatch) => call('settings.change', patch),
    onMutate: async patch => {
      await client.cancelQueries({ queryKey })
      const before = client.getQueryData(queryKey)
      client.setQueryData(queryKey, { ...(before ?? DEFAULT_SETTINGS), ...patch } as Settings)
      return { before }
    },
    onError: (_error, _patch, context) => client.setQueryData(queryKey, context?.before),
    onSuccess: settings => client.setQueryData(queryKey, settings),
  })
}

/** Shows the preview, or hides it. */
export function useTogglePreview(): () => void {
  const client = useQueryClient()
  const { mutate: change } = useChangeSettings()
  return () => {
    const { previewShown } = client.getQueryData(settingsQuery().queryKey) ?? DEFAULT_SETTINGS
    change({ previewShown: !previewShown })
  }
}
