import type { FileFamily } from '../model/file-family.ts'
import { storageClassName } from '../model/storage-class-name.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { AGES, type Draft, FAMILY_NAMES } from './draft.ts'

const FAMILIES: readonly FileFamily[] = [
  'image',
  'video',
  'audio',
  'document',
  'text',
  'code',
  'data',
  'archive',
]
const CLASSES = [
  'STANDARD',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER_IR',
  'GLACIER',
  'DEEP_ARCHIVE',
  'REDUCED_REDUNDANCY',
]

interface SearchFiltersProps {
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
}

/** What an object must be like beside its name. */
export function SearchFilters({ draft, onChange }: SearchFiltersProps) {
  const set = (part: Partial<Draft>) => onChange({ ...draft, ...part })
  return (
    <div className="flex flex-col gap-4">
      <Checkbox
        label="Match the whole key"
        hint="With its folders, instead of the name alone."
        checked={draft.wholeKey}
        onChange={wholeKey => set({ wholeKey })}
      />
      <Choices
        title="Kind"
        names={FAMILIES}
        label={family => FAMILY_NAMES[family]}
        chosen={draft.families}
        onChange={families => set({ families })}
      />
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label="At least"
          placeholder="1 MB"
          value={draft.sizeFrom}
          onChange={sizeFrom => set({ sizeFrom })}
        />
        <TextField
          label="At most"
          placeholder="5 GB"
          value={draft.sizeTo}
          onChange={sizeTo => set({ sizeTo })}
        />
      </div>
      <Select label="Modified" value={draft.age} options={AGES} onChange={age => set({ age })} />
      {draft.age === 'between' && (
        <div className="grid grid-cols-2 gap-3">
          <TextField label="From" type="date" value={draft.from} onChange={from => set({ from })} />
          <TextField label="Until" type="date" value={draft.to} onChange={to => set({ to })} />
        </div>
      )}
      <Choices
        title="Storage class"
        names={CLASSES}
        label={storageClassName}
        chosen={draft.storageClasses}
        onChange={storageClasses => set({ storageClasses })}
      />
    </div>
  )
}

interface ChoicesProps<Name extends string> {
  readonly title: string
  readonly names: readonly Name[]
  readonly label: (name: Name) => string
  readonly chosen: readonly Name[]
  readonly onChange: (chosen: readonly Name[]) => void
}

/** Any number of a few; none of them means all. */
function Choices<Name extends string>(props: ChoicesProps<Name>) {
  const { title, names, label, chosen, onChange } = props
  return (
    <fieldset className="grid grid-cols-2 gap-x-3 gap-y-1.5">
      <legend className="section-label mb-1.5">{title}</legend>
      {names.map(name => (
        <Checkbox
          key={name}
          label={<span className="block truncate">{label(name)}</span>}
          checked={chosen.includes(name)}
          onChange={on => onChange(on ? [...chosen, name] : chosen.filter(other => other !== name))}
        />
      ))}
    </fieldset>
  )
}
