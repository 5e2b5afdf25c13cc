import { NotWellFormed, XmlReader } from './xml-reader.ts'

/** What CopyObject answers; `undefined` for anything else, as the errors that begin with a 200 are. */
export function leanCopy(xml: string): object | undefined {
  return unlessOdd(() => {
    const told: Record<string, string> = {}
    const reader = new XmlReader(xml)
    reader.root('CopyObjectResult', name => {
      if (name === 'ETag' || name.startsWith('Checksum')) told[name] = reader.text()
      else reader.skip()
    })
    return 'ETag' in told ? { CopyObjectResult: told } : undefined
  })
}

/** An access list that leaves everything to the owner; `undefined` for one that says more. */
export function leanAccess(xml: string): object | undefined {
  return unlessOdd(() => {
    const reader = new XmlReader(xml)
    let owner: string | undefined
    const grants: Grant[] = []
    reader.root('AccessControlPolicy', name => {
      if (name === 'Owner') owner = idOf(reader)
      else if (name === 'AccessControlList') reader.children(() => grants.push(grantOf(reader)))
      else reader.skip()
    })
    if (
      owner === undefined ||
      !grants.every(({ id, may }) => id === owner && may === 'FULL_CONTROL')
    )
      return undefined
    const Grants = grants.map(({ id, may }) => ({ Grantee: { ID: id }, Permission: may }))
    return { Owner: { ID: owner }, Grants }
  })
}

interface Grant {
  readonly id: string | undefined
  readonly may: string | undefined
}

function grantOf(reader: XmlReader): Grant {
  let id: string | undefined
  let may: string | undefined
  reader.children(name => {
    if (name === 'Grantee') id = idOf(reader)
    else if (name === 'Permission') may = reader.text()
    else reader.skip()
  })
  return { id, may }
}

function idOf(reader: XmlReader): string | undefined {
  let id: string | undefined
  reader.children(name => {
    if (name === 'ID') id = reader.text()
    else reader.skip()
  })
  return id
}

function unlessOdd(read: () => object | undefined): object | undefined {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof NotWellFormed)) throw error
    return undefined
  }
}
