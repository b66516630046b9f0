'use client'

import { useCallback, useEffect, useState } from 'react'
import { useWorkspace } from '@/components/ui/workspace'

function keptAt(place: string): string | null {
  try {
    return window.localStorage.getItem(place)
  } catch {
    return null
  }
}

function keep(place: string, text: string | null): void {
  try {
    if (text === null) window.localStorage.removeItem(place)
    else window.localStorage.setItem(place, text)
  } catch {
    // A browser that keeps nothing has it as long as the page stands.
  }
}

/** What is entered on a page of the floor: it outlives the page until it is sent. `empty` must be the same on every drawing. */
export function useDraft<T extends object>(name: string, empty: T) {
  const { slug } = useWorkspace()
  const place = `octet-draft:${slug}:${name}`
  const [draft, setDraft] = useState(empty)
  useEffect(() => {
    try {
      const kept = JSON.parse(keptAt(place) ?? 'null') as T | null
      if (kept) setDraft({ ...empty, ...kept })
    } catch {
      keep(place, null)
    }
  }, [place, empty])
  const change = useCallback(
    (changes: Partial<T> | ((before: T) => Partial<T>)) =>
      setDraft((before) => {
        const after = { ...before, ...(typeof changes === 'function' ? changes(before) : changes) }
        keep(place, JSON.stringify(after))
        return after
      }),
    [place],
  )
  const forget = useCallback(() => {
    keep(place, null)
    setDraft(empty)
  }, [place, empty])
  return { draft, change, forget }
}
