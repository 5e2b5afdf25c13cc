import { type FormEvent, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useBrowser } from './browser-context.ts'

/** Opens a bucket by its name, for credentials that may not list buckets. */
export function BucketForm() {
  const { profile, go } = useBrowser()
  const [bucket, setBucket] = useState('')
  if (!profile) return null
  const open = (event: FormEvent) => {
    event.preventDefault()
    const name = bucket.trim()
    if (name === '') return
    go({ type: 'folder', location: { profileId: profile.id, bucket: name, prefix: '' } })
  }
  return (
    <form onSubmit={open} className="mt-3 flex items-end gap-2 text-left text-primary">
      <div className="flex-1">
        <TextField
          label="Bucket"
          placeholder="my-bucket"
          mono
          autoFocus
          value={bucket}
          onChange={setBucket}
        />
      </div>
      <Button type="submit" look="primary">
        Open bucket
      </Button>
    </form>
  )
}
