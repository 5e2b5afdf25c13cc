import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { DEFAULT_SETTINGS } from '#shared/settings.ts'
import type { UploadRules } from '#shared/upload-rules.ts'
import { settingsQuery, useChangeSettings } from '../queries/settings.ts'
import { Switch } from '../ui/switch.tsx'
import { TextField } from '../ui/text-field.tsx'

/** What of a dropped folder does not go up. */
export function UploadRulesSetting() {
  const { data: settings = DEFAULT_SETTINGS } = useQuery(settingsQuery())
  const { mutate } = useChangeSettings()
  const rules = settings.uploadRules
  const [text, setText] = useState<string>()
  const change = (patch: Partial<UploadRules>) =>
    mutate(({ uploadRules }) => ({ uploadRules: { ...uploadRules, ...patch } }))
  const save = () => {
    if (text !== undefined) change({ leaveOut: patternsIn(text) })
    setText(undefined)
  }
  return (
    <div className="flex flex-col gap-4">
      <Switch
        label="Leave out files of the system"
        hint=".DS_Store, Thumbs.db and desktop.ini are not uploaded."
        checked={rules.leaveOutLitter}
        onChange={leaveOutLitter => change({ leaveOutLitter })}
      />
      <TextField
        label="Also leave out of uploads"
        mono
        placeholder="*.tmp, node_modules, site/build/**"
        hint="Patterns with commas between them. One with a slash is about a path, any other about a name."
        value={text ?? rules.leaveOut.join(', ')}
        onChange={setText}
        onBlur={save}
        onKeyDown={event => event.key === 'Enter' && save()}
      />
      <Switch
        label="Follow links in uploaded folders"
        hint="What a link leads to is uploaded in its place, as long as it is in the same folder. Switched off, links are left out."
        checked={rules.links === 'follow'}
        onChange={follow => change({ links: follow ? 'follow' : 'skip' })}
      />
    </div>
  )
}

/** A comma between braces belongs to the pattern. */
function patternsIn(text: string): string[] {
  const patterns = text.match(/(?:\{[^}]*\}|[^,])+/g) ?? []
  return patterns.map(pattern => pattern.trim()).filter(pattern => pattern !== '')
}
