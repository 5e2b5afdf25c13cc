import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { DEFAULT_SETTINGS, type Settings } from '#shared/settings.ts'
import { FailureNotice } from '../failure/failure-notice.tsx'
import { failureOf } from '../failure/failure-of.ts'
import { appInfoQuery } from '../queries/app-info.ts'
import { settingsQuery, useChangeSettings } from '../queries/settings.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { Switch } from '../ui/switch.tsx'
import { DownloadFolderSetting } from './download-folder-setting.tsx'

const LANES = ['1', '2', '4', '8', '16']

/** What the user can set. Every change takes effect at once. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { data: settings = DEFAULT_SETTINGS } = useQuery(settingsQuery())
  const { data: info } = useQuery(appInfoQuery())
  const { mutate: change, error } = useChangeSettings()
  return (
    <Dialog
      open
      onClose={onClose}
      title="Settings"
      footer={
        <>
          <span className="mr-auto text-sm text-secondary">{info && `Pail ${info.version}`}</span>
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pt-1">
        <Setting label="Theme">
          <Segmented<Settings['theme']>
            label="Theme"
            value={settings.theme}
            onChange={theme => change({ theme })}
            options={[
              { value: 'system', label: 'System' },
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
          />
        </Setting>
        <Setting label="Row height">
          <Segmented<Settings['density']>
            label="Row height"
            value={settings.density}
            onChange={density => change({ density })}
            options={[
              { value: 'compact', label: 'Compact' },
              { value: 'regular', label: 'Regular' },
              { value: 'comfortable', label: 'Comfortable' },
            ]}
          />
        </Setting>
        <Switch
          label="Folders first"
          checked={settings.foldersFirst}
          onChange={foldersFirst => change({ foldersFirst })}
        />
        <div className="border-t border-hairline pt-4">
          <DownloadFolderSetting />
        </div>
        <Setting
          label="Files at once"
          hint="How many files are moved at the same time. More helps with many small ones."
        >
          <Segmented
            label="Files at once"
            value={String(settings.transferLanes)}
            onChange={lanes => change({ transferLanes: Number(lanes) })}
            options={LANES.map(value => ({ value, label: value }))}
          />
        </Setting>
        {error && <FailureNotice failure={failureOf(error)} />}
      </div>
    </Dialog>
  )
}

interface SettingProps {
  readonly label: string
  readonly hint?: string
  readonly children: ReactNode
}

function Setting({ label, hint, children }: SettingProps) {
  return (
    <div className="flex items-start gap-4">
      <div className="min-w-0 flex-1 pt-1">
        <p className="font-medium">{label}</p>
        {hint && <p className="text-sm text-secondary">{hint}</p>}
      </div>
      {children}
    </div>
  )
}
