'use client'

import { usePathname, useSearchParams } from 'next/navigation'

/** What the URL of a work list says. `sort` is a column key, with `-` in front when descending. */
export interface ListState {
  q: string
  sort: string | null
  after: string | null
  before: string | null
  /** Every other parameter: the filters. */
  filters: Record<string, string>
}

const own = new Set(['q', 'sort', 'after', 'before'])

/** Reads search text, sorting, cursor and filters from the URL, so that a list can be linked, kept and gone back to. */
export function useListState(): ListState {
  const search = useSearchParams()
  return {
    q: search.get('q') ?? '',
    sort: search.get('sort'),
    after: search.get('after'),
    before: search.get('before'),
    filters: Object.fromEntries([...search].filter(([key, value]) => !own.has(key) && value !== '')),
  }
}

/** Makes the link to the same list with some parameters changed; null takes one away. */
export function useListHref() {
  const search = useSearchParams()
  const path = usePathname()
  return (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(search)
    for (const [key, value] of Object.entries(changes)) {
      if (value === null || value === '') next.delete(key)
      else next.set(key, value)
    }
    const text = next.toString()
    return text ? `${path}?${text}` : path
  }
}
