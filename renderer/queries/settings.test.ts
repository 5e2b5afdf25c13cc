import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { DEFAULT_SETTINGS, type Settings } from '#shared/settings.ts'
import { settingsQuery, takeSettings } from './settings.ts'

test('what is told while changes are under way does not undo them; their last answer counts', async () => {
  const client = new QueryClient()
  const { queryKey } = settingsQuery()
  const shown = () => client.getQueryData(queryKey)?.theme
  const told = (theme: Settings['theme']): Settings => ({ ...DEFAULT_SETTINGS, theme })
  const change = () => {
    const saved = Promise.withResolvers<void>()
    const options = { mutationKey: queryKey, mutationFn: () => saved.promise }
    const done = client.getMutationCache().build(client, options).execute({})
    return async () => {
      saved.resolve()
      await done
    }
  }

  takeSettings(client, told('light'))
  expect(shown()).toBe('light')

  const [finishFirst, finishSecond] = [change(), change()]
  client.setQueryData(queryKey, told('dark'))
  takeSettings(client, told('system'))
  takeSettings(client, told('system'), 1)
  expect(shown()).toBe('dark')

  await finishFirst()
  takeSettings(client, told('system'), 1)
  expect(shown()).toBe('system')
  await finishSecond()
  takeSettings(client, told('light'))
  expect(shown()).toBe('light')
})
