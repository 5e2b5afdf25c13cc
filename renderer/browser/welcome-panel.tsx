import { FlaskConical, PaintBucket, Plus } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { useBrowser } from './browser-context.ts'
import { useCommands } from './commands.ts'
import { StatePanel } from './state-panel.tsx'

/** The first thing a new user sees; also shown when no profile is open. */
export function WelcomePanel() {
  const { profiles } = useBrowser()
  const { run } = useCommands()
  const first = profiles.length === 0
  return (
    <StatePanel
      icon={PaintBucket}
      title={first ? 'Welcome to Pail' : 'No profile is open'}
      actions={
        <>
          <Button look="primary" icon={<Plus size={14} />} onClick={() => run('add-profile')}>
            Add a profile
          </Button>
          <Button icon={<FlaskConical size={14} />} onClick={() => run('open-playground')}>
            Open the playground
          </Button>
        </>
      }
    >
      {first ? (
        <>
          <p>
            A profile is an S3 endpoint and the keys to it: AWS, or any service that speaks S3.
            Secrets stay in this computer’s keychain.
          </p>
          <p>
            The playground is an S3 endpoint on this computer with sample data, to try things on.
          </p>
        </>
      ) : (
        <p>Choose one on the left, or add another.</p>
      )}
    </StatePanel>
  )
}
