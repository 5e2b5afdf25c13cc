import { useEffect, useRef } from 'react'
import type { Address } from '#shared/addresses/address.ts'
import { linkAddress } from '#shared/addresses/pail-link.ts'
import { followLinks } from '../queries/places.ts'

/** Goes where the `pail://` links lead that Pail is opened with, at the start and later. */
export function useLinks(follow: (address: Address) => void): void {
  const latest = useRef(follow)
  useEffect(() => {
    latest.current = follow
  })
  useEffect(() => followLinks(link => latest.current(linkAddress(link))), [])
}
