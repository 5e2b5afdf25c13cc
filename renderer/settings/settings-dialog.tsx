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
import { BandwidthSetting } from './bandwidth-setting.tsx'
import { ConcurrencySetting } from './concurrency-setting.tsx'
import { DownloadFolderSetting } from './download-folder-setting.tsx'
import { PreflightSetting } from './preflight-setting.tsx'
import { TakenNamesSetting } from './taken-names-setting.tsx'
import { ThumbnailsSetting } from './thumbnails-setting.tsx'
import { TransferMemorySetting } from './transfer-memory-setting.tsx'
import { UploadRulesSetting } from './upload-rules-setting.tsx'

/** Up to so many bytes. */
const PREVIEWS = [
  { value: '0', label: 'Off' },
  { value: '1000000', label: '1 MB' },
  { value: '100000000', label: '100 MB' },
  { value: String(Number.MAX_SAFE_INTEGER), label: 'Any size' },
]

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
        <ThumbnailsSetting />
        <Switch
          label="Remember recent places"
          hint="Switched off, Pail also forgets those it has."
          checked={settings.keepRecents}
          onChange={keepRecents => change({ keepRecents })}
        />
        <div className="border-t border-hairline pt-4">
          <DownloadFolderSetting />
        </div>
        <TakenNamesSetting />
        <UploadRulesSetting />
        <PreflightSetting />
        <ConcurrencySetting />
        <TransferMemorySetting />
        <BandwidthSetting />
        <Setting
          label="Previews by themselves"
          hint="Files up to this size are shown at the side when you select them. Only what is shown is read."
        >
          <Segmented
            label="Previews by themselves"
            value={String(settings.automaticPreviewBytes)}
            onChange={bytes => change({ automaticPreviewBytes: Number(bytes) })}
            options={PREVIEWS}
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
