import { type ReactNode, useEffect, useRef, useState } from 'react'
import { takeTurn } from './thumbnail-turns.ts'

interface ThumbnailProps {
  /** Where it comes from. Another one needs another `key`. */
  readonly address: string
  /** Shown until the picture is there, and when there is none. */
  readonly icon: ReactNode
}

/** A small picture of an object; asked for when it stays in sight, dropped when it leaves. */
export function Thumbnail({ address, icon }: ThumbnailProps) {
  const [phase, setPhase] = useState<'waiting' | 'loading' | 'shown' | 'none'>('waiting')
  const image = useRef<HTMLImageElement>(null)
  const endTurn = useRef<() => void>(undefined)

  useEffect(() => {
    const end = takeTurn(() => setPhase('loading'))
    endTurn.current = end
    const element = image
    return () => {
      // Only without an address does a browser stop loading.
      element.current?.removeAttribute('src')
      end()
    }
  }, [])

  const settle = (next: 'shown' | 'none') => {
    setPhase(next)
    endTurn.current?.()
  }

  return (
    <>
      {phase !== 'shown' && icon}
      {(phase === 'loading' || phase === 'shown') && (
        <img
          ref={image}
          src={address}
          alt=""
          draggable={false}
          decoding="async"
          onLoad={() => settle('shown')}
          onError={() => settle('none')}
          className={
            phase === 'shown'
              ? 'max-h-full max-w-full rounded-sm object-contain outline outline-hairline'
              : 'absolute size-0 opacity-0'
          }
        />
      )}
    </>
  )
}
