import { expect, test } from 'vitest'
import { chooseProfile } from './choose-profile.ts'
import type { ProfileEndpoint } from './endpoint-match.ts'

const onAws = (id: string, region: string): ProfileEndpoint => ({
  id,
  label: id,
  endpoint: { type: 'aws' },
  region,
})
const lab: ProfileEndpoint = {
  ...onAws('lab', 'us-east-1'),
  endpoint: { type: 'custom', url: 'https://s3.lab.example' },
}
const profiles = [
  lab,
  onAws('ireland', 'eu-west-1'),
  onAws('ohio', 'us-east-2'),
  onAws('china', 'cn-north-1'),
]
const inRegion = (region: string, partition = 'aws') =>
  ({ type: 'aws', partition, region }) as const
const opens = (profileId: string) => ({ type: 'profile', profileId })

test('the current profile opens whatever is its own', () => {
  expect(chooseProfile({ type: 'any' }, profiles, 'lab')).toEqual(opens('lab'))
  expect(chooseProfile(inRegion('us-east-2'), profiles, 'ireland')).toEqual(opens('ireland'))
  const here = { type: 'endpoint', profileIds: ['other', 'lab'] } as const
  expect(chooseProfile(here, profiles, 'lab')).toEqual(opens('lab'))
})

test('else the profile whose endpoint, region or partition it is', () => {
  expect(chooseProfile(inRegion('us-east-2'), profiles, 'lab')).toEqual(opens('ohio'))
  expect(chooseProfile(inRegion('cn-northwest-1', 'aws-cn'), profiles, 'ireland')).toEqual(
    opens('china'),
  )
  expect(chooseProfile({ type: 'endpoint', profileIds: ['lab'] }, profiles, 'ohio')).toEqual(
    opens('lab'),
  )
})

test('the user says which when several could', () => {
  expect(chooseProfile(inRegion('eu-north-1'), profiles, 'lab')).toMatchObject({
    type: 'ask',
    profileIds: ['ireland', 'ohio'],
  })
  expect(chooseProfile({ type: 'any' }, profiles, undefined)).toMatchObject({ type: 'ask' })
})

test('when none could, it is said what to do', () => {
  expect(chooseProfile(inRegion('us-gov-west-1', 'aws-us-gov'), profiles, 'ohio')).toMatchObject({
    type: 'none',
    problem: expect.stringContaining('Add one'),
  })
  expect(chooseProfile({ type: 'any' }, [], undefined)).toMatchObject({ type: 'none' })
})

test('a link finds its profile by id, by name on another computer, and asks when it is not here', () => {
  const link = (id: string, label: string) => ({ type: 'profile', id, label }) as const
  expect(chooseProfile(link('ohio', 'renamed'), profiles, 'lab')).toEqual(opens('ohio'))
  expect(chooseProfile(link('elsewhere', 'china'), profiles, 'lab')).toEqual(opens('china'))
  expect(chooseProfile(link('elsewhere', 'Work'), profiles, 'lab')).toMatchObject({
    type: 'ask',
    reason: expect.stringContaining('“Work”'),
  })
})
