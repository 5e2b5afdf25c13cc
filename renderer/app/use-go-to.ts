import type { Address } from '#shared/addresses/address.ts'
import { chooseProfile } from '#shared/addresses/choose-profile.ts'
import { readAddress } from '#shared/addresses/read-address.ts'
import type { Location } from '#shared/location.ts'
import type { Browser } from '../browser/use-browser.ts'
import { useNotices } from '../ui/notices.tsx'
import type { OpenDialog } from './dialogs.tsx'
import { useArrive } from './use-arrive.ts'

/** The ways to a place that is named by text. Each gives why it did not get there, if it did not. */
export interface GoTo {
  /** Goes wherever a pasted or typed address leads, in the profile that it belongs to. */
  goTo(text: string): Promise<string | undefined>
  /** Follows what a link named; says in a notice why it did not get there. */
  follow(address: Address): void
  openKept(place: Location & { readonly profileLabel: string }): void
}

/** Follows addresses; asks which profile is meant where that is not clear. */
export function useGoTo(browser: Browser, openDialog: (dialog: OpenDialog) => void): GoTo {
  const { profiles, profile } = browser
  const arrive = useArrive(browser)
  const notify = useNotices()

  const goToAddress = async (address: Address) => {
    const choice = chooseProfile(address.home, profiles, profile?.id)
    switch (choice.type) {
      case 'profile':
        return arrive(address, choice.profileId)
      case 'ask':
        openDialog({ ...choice, type: 'choose-profile', address })
        return undefined
      case 'none':
        return choice.problem
      default:
        return choice satisfies never
    }
  }

  const follow = (address: Address) => {
    void goToAddress(address).then(why => {
      if (why !== undefined) notify({ tone: 'danger', title: why })
    })
  }

  return {
    follow,
    openKept: ({ profileId, profileLabel, bucket, prefix }) => {
      if (profiles.some(({ id }) => id === profileId)) {
        browser.go({ type: 'folder', location: { profileId, bucket, prefix } })
      } else {
        const home = { type: 'profile', id: profileId, label: profileLabel } as const
        follow({ home, bucket, keyOrPrefix: prefix })
      }
    },
    goTo: async text => {
      const read = readAddress(text, profiles)
      return read.type === 'problem' ? read.problem : goToAddress(read.address)
    },
  }
}
