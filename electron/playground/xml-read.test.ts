import { describe, expect, test } from 'vitest'
import { childrenNamed, childText, readXml } from './xml-read.ts'
import { element, xmlDocument } from './xml-write.ts'

test('a document is read back as it was written', () => {
  const keys = ['plain', '<&>"\'', ' spaces ', '🦊', 'tab\tline\nreturn\r', '\u0001']
  const document = xmlDocument(
    'Delete',
    keys.map(key => element('Key', key)),
  )
  expect(childrenNamed(readXml(document, 'Delete'), 'Key').map(key => key.text)).toEqual(keys)
})

test('prefixes, attributes, comments and CDATA are understood', () => {
  const text = `\uFEFF<?xml version="1.0"?><!-- first -->
    <s3:Tag xmlns:s3="urn:x" a='>'><s3:Key><![CDATA[a<b]]></s3:Key><Value/></s3:Tag>`
  const tag = readXml(text, 'Tag')
  expect(childText(tag, 'Key')).toBe('a<b')
  expect(childText(tag, 'Value')).toBe('')
  expect(childText(tag, 'Other')).toBeUndefined()
})

describe('a document is refused that', () => {
  test.each([
    ['has another root', '<Other/>'],
    ['is empty', ''],
    ['does not close', '<Tag><Key>'],
    ['closes what it did not open', '<Tag></Key></Tag>'],
    ['has two roots', '<Tag/><Tag/>'],
    ['has text around its root', 'x<Tag/>'],
    ['declares a document type', '<!DOCTYPE x [<!ENTITY a "b">]><Tag>&a;</Tag>'],
    ['names an entity nobody declared', '<Tag>&a;</Tag>'],
    ['is nested without end', '<Tag>'.repeat(100)],
  ])('%s', (_, text) => {
    expect(() => readXml(text, 'Tag')).toThrow('well-formed')
  })
})
