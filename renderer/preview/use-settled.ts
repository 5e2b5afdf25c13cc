import { useEffect, useState } from 'react'

/** A value once it has stayed the same for so many milliseconds; `undefined` before. */
export function useSettled<Value>(value: Value, rest: number): Value | undefined {
  const [settled, setSettled] = useState<Value>()
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), rest)
    return () => clearTimeout(timer)
  }, [value, rest])
  return settled
}
