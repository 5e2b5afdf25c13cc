import { bucketOf, type Exchange } from '../exchange.ts'
import { S3Error } from '../s3-error.ts'
import { element, xmlDocument } from '../xml-write.ts'
import { findObject } from './find-object.ts'
import { OWNER_ID, ownerElement } from './owner.ts'

/** GetBucketAcl and GetObjectAcl: the owner may do everything, nobody else anything. */
export function getAcl(exchange: Exchange): void {
  checkTarget(exchange)
  // The type of a grantee is an attribute, which nothing else here needs.
  const grantee = {
    xml:
      '<Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser">' +
      `<ID>${OWNER_ID}</ID><DisplayName>playground</DisplayName></Grantee>`,
  }
  const grant = element('Grant', [grantee, element('Permission', 'FULL_CONTROL')])
  exchange.reply.xml(
    200,
    xmlDocument('AccessControlPolicy', [
      ownerElement('Owner'),
      element('AccessControlList', grant),
    ]),
  )
}

/**
 * PutBucketAcl and PutObjectAcl: as in every new bucket of S3, ACLs are off, and only those that
 * change nothing are taken.
 *
 * @throws S3Error AccessControlListNotSupported
 */
export async function putAcl(exchange: Exchange): Promise<void> {
  const { request, body, reply } = exchange
  checkTarget(exchange)
  const document = await body.text()
  const canned = request.header('x-amz-acl')
  const harmless =
    canned === 'private' ||
    canned === 'bucket-owner-full-control' ||
    (canned === undefined && document.includes(OWNER_ID) && !document.includes('<URI>'))
  if (!harmless) throw new S3Error('AccessControlListNotSupported')
  reply.empty(200)
}

function checkTarget(exchange: Exchange): void {
  if (exchange.request.key === undefined) bucketOf(exchange)
  else findObject(exchange)
}
