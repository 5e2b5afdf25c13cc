import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  GetBucketVersioningCommand,
  GetObjectTaggingCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  PutBucketVersioningCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3'
import { beforeAll, expect } from 'vitest'
import { type Area, area } from '../area.ts'
import { outcome } from '../check.ts'
import { verdict } from '../raw-http.ts'
import type { Subject } from '../subject.ts'

/** Buckets that keep every version of their objects. */
export function versioning(subject: Subject): void {
  area(subject, 'versioning', it => {
    beforeAll(async () => {
      await it.put('from-before', 'before')
      await setVersioning(it, 'Enabled')
    })

    it.check('a fresh bucket has no versioning status', async () => {
      const Bucket = await subject.createBucket('unversioned')
      const { Status } = await it.s3.send(new GetBucketVersioningCommand({ Bucket }))
      expect(Status).toBeUndefined()
    })

    it.check('an enabled bucket says so', async () => {
      const get = new GetBucketVersioningCommand({ Bucket: it.bucket })
      expect((await it.s3.send(get)).Status).toBe('Enabled')
    })

    it.check('a nonsense status is MalformedXML', async () => {
      const body =
        '<VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Status>Perhaps</Status></VersioningConfiguration>'
      const sent = await it.raw({ method: 'PUT', query: { versioning: '' }, body })
      expect(verdict(sent)).toBe('400 MalformedXML')
    })

    it.check('every put makes a version of its own', async () => {
      const first = await it.put('twice', 'first')
      const second = await it.put('twice', 'second')
      expect(first.VersionId).toBeTruthy()
      expect(second.VersionId).not.toBe(first.VersionId)
      expect(await it.text('twice')).toBe('second')
      expect(await it.text('twice', { VersionId: first.VersionId })).toBe('first')
      expect((await it.head('twice')).VersionId).toBe(second.VersionId)
    })

    it.check('an object from before is the version "null"', async () => {
      expect(await it.text('from-before', { VersionId: 'null' })).toBe('before')
      expect((await it.head('from-before')).VersionId).toBe('null')
    })

    it.check('a delete leaves a marker, and the key reads as missing', async () => {
      await it.put('marked', 'x')
      const deleted = await it.delete('marked')
      expect([deleted.DeleteMarker, typeof deleted.VersionId]).toEqual([true, 'string'])
      const response = await it.raw({ method: 'GET', key: 'marked' })
      expect(verdict(response)).toBe('404 NoSuchKey')
      expect(response.headers['x-amz-delete-marker']).toBe('true')
      expect(response.headers['x-amz-version-id']).toBe(deleted.VersionId)
    })

    it.check('a delete marker is not listed', async () => {
      await it.put('unlisted', 'x')
      await it.delete('unlisted')
      const list = new ListObjectsV2Command({ Bucket: it.bucket, Prefix: 'unlisted' })
      expect((await it.s3.send(list)).KeyCount).toBe(0)
    })

    it.check('a marker read by its version is MethodNotAllowed', async () => {
      await it.put('marker', 'x')
      const { VersionId = '' } = await it.delete('marker')
      const sent = await it.raw({ method: 'GET', key: 'marker', query: { versionId: VersionId } })
      expect(verdict(sent)).toBe('405 MethodNotAllowed')
      expect(sent.headers['x-amz-delete-marker']).toBe('true')
    })

    it.check('a missing key can be marked as deleted', async () => {
      expect((await it.delete('never-was')).DeleteMarker).toBe(true)
      expect(await versionsOf(it, 'never-was')).toEqual(['marker, latest'])
    })

    it.check('deleting the marker brings the object back', async () => {
      await it.put('restored', 'x')
      const { VersionId } = await it.delete('restored')
      const undone = await it.delete('restored', VersionId)
      expect([undone.DeleteMarker, undone.VersionId]).toEqual([true, VersionId])
      expect(await it.text('restored')).toBe('x')
    })

    it.check('deleting the newest version uncovers the one before', async () => {
      await it.put('uncovered', 'old')
      const { VersionId } = await it.put('uncovered', 'new')
      const deleted = await it.delete('uncovered', VersionId)
      expect([deleted.DeleteMarker ?? false, deleted.VersionId]).toEqual([false, VersionId])
      expect(await it.text('uncovered')).toBe('old')
    })

    it.check('deleting an old version leaves the newest', async () => {
      const { VersionId } = await it.put('thinned', 'old')
      await it.put('thinned', 'new')
      await it.delete('thinned', VersionId)
      expect(await it.text('thinned')).toBe('new')
      expect(await outcome(it.get('thinned', { VersionId }))).toBe('404 NoSuchVersion')
    })

    it.check('deleting the same version twice is accepted', async () => {
      const { VersionId } = await it.put('twice-gone', 'x')
      await it.delete('twice-gone', VersionId)
      expect(await outcome(it.delete('twice-gone', VersionId))).toBe('accepted')
    })

    it.check('a version id that cannot be one is InvalidArgument', async () => {
      await it.put('wrong-id', 'x')
      expect(await outcome(it.get('wrong-id', { VersionId: 'no good' }))).toBe(
        '400 InvalidArgument',
      )
    })

    it.check('HEAD of a deleted version is 404', async () => {
      const { VersionId } = await it.put('head-gone', 'x')
      await it.delete('head-gone', VersionId)
      expect(await outcome(it.head('head-gone', { VersionId }))).toBe('404 NotFound')
    })

    it.check('versions are listed newest first, markers among them', async () => {
      await it.put('history', '1')
      await it.put('history', '22')
      await it.delete('history')
      await it.put('history', '4444')
      expect(await versionsOf(it, 'history')).toEqual(['4, latest', 'marker', '2', '1'])
    })

    it.check('versions are listed page by page without loss or doubles', async () => {
      for (let round = 0; round < 3; round++) {
        for (const key of ['p/a', 'p/b', 'p/c']) await it.put(key, `${round}`)
      }
      await it.delete('p/b')
      const seen: string[] = []
      let markers: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {}
      while (markers && seen.length < 30) {
        const page = await listVersions(it, 'p/', { MaxKeys: 2, ...markers })
        const entries = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])]
        expect(entries.length).toBeLessThanOrEqual(2)
        seen.push(...entries.map(({ Key, VersionId }) => `${Key} ${VersionId}`))
        const { NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page
        markers = page.IsTruncated ? { KeyMarker, VersionIdMarker } : undefined
      }
      expect(new Set(seen).size).toBe(10)
      expect(seen).toHaveLength(10)
    })

    it.check('the list of versions folds keys at the delimiter', async () => {
      await it.put('fold/a/1', 'x')
      await it.put('fold/a/2', 'x')
      await it.put('fold/b', 'x')
      const page = await listVersions(it, 'fold/', { Delimiter: '/' })
      expect(page.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['fold/a/'])
      expect(page.Versions?.map(({ Key }) => Key)).toEqual(['fold/b'])
    })

    it.check('an old version can be copied to the top', async () => {
      const { VersionId } = await it.put('copied', 'old')
      await it.put('copied', 'new')
      const CopySource = `${it.bucket}/copied?versionId=${VersionId}`
      const copied = await it.s3.send(
        new CopyObjectCommand({ Bucket: it.bucket, Key: 'copied', CopySource }),
      )
      expect(copied.CopySourceVersionId).toBe(VersionId)
      expect(await it.text('copied')).toBe('old')
    })

    it.check('DeleteObjects removes versions and makes markers', async () => {
      const { VersionId } = await it.put('many-a', 'x')
      await it.put('many-b', 'x')
      const Objects = [{ Key: 'many-a', VersionId }, { Key: 'many-b' }]
      const command = new DeleteObjectsCommand({ Bucket: it.bucket, Delete: { Objects } })
      const { Deleted = [] } = await it.s3.send(command)
      expect(Deleted.find(({ Key }) => Key === 'many-a')?.VersionId).toBe(VersionId)
      expect(Deleted.find(({ Key }) => Key === 'many-b')?.DeleteMarker).toBe(true)
      expect(await versionsOf(it, 'many-a')).toEqual([])
      expect(await versionsOf(it, 'many-b')).toEqual(['marker, latest', '1'])
    })

    it.check('each version has tags of its own', async () => {
      const { VersionId } = await it.put('tagged', 'old', { Tagging: 'v=old' })
      await it.put('tagged', 'new', { Tagging: 'v=new' })
      const target = { Bucket: it.bucket, Key: 'tagged', VersionId }
      const Tagging = { TagSet: [{ Key: 'v', Value: 'changed' }] }
      await it.s3.send(new PutObjectTaggingCommand({ ...target, Tagging }))
      const old = await it.s3.send(new GetObjectTaggingCommand(target))
      const latest = { Bucket: it.bucket, Key: 'tagged' }
      const current = await it.s3.send(new GetObjectTaggingCommand(latest))
      expect([old.TagSet, current.TagSet]).toEqual([
        [{ Key: 'v', Value: 'changed' }],
        [{ Key: 'v', Value: 'new' }],
      ])
    })

    it.check('a bucket with only old versions is not empty', async () => {
      const Bucket = await subject.createBucket('leftovers')
      await setVersioning(it, 'Enabled', Bucket)
      await it.put('a', 'x', { Bucket })
      const sent = await it.raw({ method: 'DELETE', bucket: Bucket })
      expect(verdict(sent)).toBe('409 BucketNotEmpty')
    })
  })

  area(subject, 'suspended-versioning', it => {
    let kept: string | undefined
    beforeAll(async () => {
      await setVersioning(it, 'Enabled')
      kept = (await it.put('object', 'versioned')).VersionId
      await it.put('marked', 'versioned')
      await setVersioning(it, 'Suspended')
    })

    it.check('a suspended bucket says so', async () => {
      const get = new GetBucketVersioningCommand({ Bucket: it.bucket })
      expect((await it.s3.send(get)).Status).toBe('Suspended')
    })

    it.check('a put makes the version "null" and replaces it next time', async () => {
      expect((await it.put('object', 'null one')).VersionId ?? 'null').toBe('null')
      await it.put('object', 'null two')
      expect(await it.text('object')).toBe('null two')
      expect(await it.text('object', { VersionId: kept })).toBe('versioned')
      expect(await versionsOf(it, 'object')).toEqual(['8, latest', '9'])
    })

    it.check('a delete leaves a marker that is the version "null"', async () => {
      await it.put('marked', 'null')
      const deleted = await it.delete('marked')
      expect([deleted.DeleteMarker, deleted.VersionId]).toEqual([true, 'null'])
      expect(await versionsOf(it, 'marked')).toEqual(['marker, latest', '9'])
    })

    it.check('a put after it replaces the marker', async () => {
      await it.put('revived', 'x')
      await it.delete('revived')
      await it.put('revived', 'four')
      expect(await versionsOf(it, 'revived')).toEqual(['4, latest'])
    })
  })
}

async function setVersioning(
  it: Area,
  Status: 'Enabled' | 'Suspended',
  Bucket = it.bucket,
): Promise<void> {
  await it.s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }))
}

function listVersions(
  it: Area,
  Prefix: string,
  more: {
    MaxKeys?: number
    Delimiter?: string
    KeyMarker?: string
    VersionIdMarker?: string
  } = {},
): Promise<ListObjectVersionsCommandOutput> {
  return it.s3.send(new ListObjectVersionsCommand({ Bucket: it.bucket, Prefix, ...more }))
}

/** One line for each version in the order of the XML: its size, or that it is a marker. */
async function versionsOf(it: Area, key: string): Promise<string[]> {
  const { body } = await it.raw({ method: 'GET', query: { versions: '', prefix: key } })
  const entries = body.toString().match(/<(Version|DeleteMarker)>.*?<\/\1>/gs) ?? []
  return entries
    .filter(entry => entry.includes(`<Key>${key}</Key>`))
    .map(entry => {
      const size = /<Size>(\d+)<\/Size>/.exec(entry)?.[1] ?? 'marker'
      return entry.includes('<IsLatest>true</IsLatest>') ? `${size}, latest` : size
    })
}
