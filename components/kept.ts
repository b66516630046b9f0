'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import superjson from 'superjson'
import { useWorkspace } from './ui/workspace'

/** What is half written is kept so long; then it is nobody's any more. */
const keptDays = 14

interface Kept {
  at: number
  value: unknown
}

const placeOf = (slug: string, personId: string, name: string) => `octet-kept:${slug}:${personId}:${name}`

function keptAt(place: string): Kept | null {
  try {
    const kept = superjson.parse<Kept | null>(window.localStorage.getItem(place) ?? '{"json":null}')
    return kept && Date.now() - kept.at < keptDays * 86_400_000 ? kept : null
  } catch {
    return null
  }
}

function keep(place: string, value: unknown): void {
  try {
    if (value === null) window.localStorage.removeItem(place)
    else window.localStorage.setItem(place, superjson.stringify({ at: Date.now(), value } satisfies Kept))
  } catch {
    // A browser that keeps nothing has it as long as the page stands.
  }
}

/**
 * What a person is writing, kept on their device until it is sent or thrown away: a click elsewhere, a closed tab or an
 * answer that was lost cost nothing. It is theirs alone.
 */
export function useKept<T extends object>(name: string, first: () => T) {
  const { slug, personId } = useWorkspace()
  const place = placeOf(slug, personId, name)
  const [value, setValue] = useState(first)
  /** When what is shown was written, if it was taken up again. */
  const [takenUp, setTakenUp] = useState<Date | null>(null)
  const begin = useRef(first)
  const touched = useRef(false)
  useEffect(() => {
    const kept = keptAt(place)
    if (!kept || touched.current) return
    setValue({ ...begin.current(), ...(kept.value as T) })
    setTakenUp(new Date(kept.at))
  }, [place])
  // Kept after the drawing, not with each key: a hand that types is never held up.
  useEffect(() => {
    if (touched.current) keep(place, value)
  }, [place, value])
  const change = useCallback((part: Partial<T> | ((before: T) => Partial<T>)) => {
    touched.current = true
    setValue((before) => ({ ...before, ...(typeof part === 'function' ? part(before) : part) }))
  }, [])
  /** Answers what brings it back. */
  const forget = useCallback(() => {
    const kept = keptAt(place)
    touched.current = false
    keep(place, null)
    return () => keep(place, kept?.value ?? null)
  }, [place])
  /** Answers what brings back what stood there. */
  const startAnew = useCallback(() => {
    const [before, since] = [value, takenUp]
    const bringBack = forget()
    setTakenUp(null)
    setValue(begin.current())
    return () => {
      bringBack()
      setValue(before)
      setTakenUp(since)
    }
  }, [forget, value, takenUp])
  return { value, change, forget, startAnew, takenUp }
}

/** Whether this person has something half written under the name; known in the browser only. */
export function useIsKept(name: string): boolean {
  const { slug, personId } = useWorkspace()
  const [is, setIs] = useState(false)
  useEffect(() => setIs(keptAt(placeOf(slug, personId, name)) !== null), [slug, personId, name])
  return is
}
