'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import superjson from 'superjson'
import { useWorkspace } from './ui/workspace'

/** A half-written form is kept this many days and then deleted. */
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
    // In a browser without storage the form lasts as long as the page.
  }
}

/**
 * Keeps what a person is writing on their device until it is sent or discarded, so that a click elsewhere, a closed tab
 * or a lost answer loses nothing. Nobody else can read it.
 */
export function useKept<T extends object>(name: string, first: () => T) {
  const { slug, personId } = useWorkspace()
  const place = placeOf(slug, personId, name)
  const [value, setValue] = useState(first)
  /** When the restored form was written; null when nothing was restored. */
  const [takenUp, setTakenUp] = useState<Date | null>(null)
  const begin = useRef(first)
  const touched = useRef(false)
  // A forgotten form may be on the screen a moment longer, and a field that goes away loses the focus: it stores nothing again.
  const forgotten = useRef(false)
  useEffect(() => {
    const kept = keptAt(place)
    if (!kept || touched.current) return
    setValue({ ...begin.current(), ...(kept.value as T) })
    setTakenUp(new Date(kept.at))
  }, [place])
  // Stored after rendering and not at each key, so that typing is never slowed down.
  useEffect(() => {
    if (touched.current) keep(place, value)
  }, [place, value])
  const change = useCallback((part: Partial<T> | ((before: T) => Partial<T>)) => {
    touched.current = !forgotten.current
    setValue((before) => ({ ...before, ...(typeof part === 'function' ? part(before) : part) }))
  }, [])
  /** Forgets the form for good, as the page is left. Returns a function that restores it. */
  const forget = useCallback(() => {
    const kept = keptAt(place)
    touched.current = false
    forgotten.current = true
    keep(place, null)
    return () => {
      forgotten.current = false
      keep(place, kept?.value ?? null)
    }
  }, [place])
  /** Returns a function that restores the previous text. */
  const startAnew = useCallback(() => {
    const [before, since] = [value, takenUp]
    const bringBack = forget()
    forgotten.current = false
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

/** Whether this person has a half-written form of this name; only the browser knows. */
export function useIsKept(name: string): boolean {
  const { slug, personId } = useWorkspace()
  const [is, setIs] = useState(false)
  useEffect(() => setIs(keptAt(placeOf(slug, personId, name)) !== null), [slug, personId, name])
  return is
}
