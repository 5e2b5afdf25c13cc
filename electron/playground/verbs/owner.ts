import { element, type Xml } from '../xml-write.ts'

/** The canonical user id of the one user there is. */
export const OWNER_ID = '75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a'
const OWNER_NAME = 'playground'

/** An owner or initiator element. */
export function ownerElement(name: 'Owner' | 'Initiator'): Xml {
  return element(name, [element('ID', OWNER_ID), element('DisplayName', OWNER_NAME)])
}
