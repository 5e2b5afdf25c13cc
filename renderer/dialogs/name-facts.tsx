import { FactList } from './fact-list.tsx'
import { type PropertiesSubject, subjectNames } from './properties-subject.ts'

/** Where it is, to read letter by letter. */
export function NameFacts({ subject }: { readonly subject: PropertiesSubject }) {
  const names = subjectNames(subject)
  const where = bucketOf(subject)
  const facts = [
    ...(where === undefined ? [] : [{ label: 'Bucket', value: where }]),
    ...(names && names.key !== ''
      ? [
          {
            label: subject.type === 'folder' ? 'Prefix' : 'Key',
            value: names.key,
            mono: true,
          },
        ]
      : []),
    ...(names ? [{ label: 'URI', value: names.uri, mono: true }] : []),
  ]
  return facts.length > 0 ? <FactList facts={facts} /> : null
}

function bucketOf(subject: PropertiesSubject): string | undefined {
  switch (subject.type) {
    case 'bucket':
      return subject.bucket
    case 'buckets':
      return undefined
    default:
      return subject.location.bucket
  }
}
