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
  /** All of it, as the list's input is read from. */
  search: Record<string, string>
}

const own = new Set(['q', 'sort', 'after', 'before'])

/** Reads search text, sorting, cursor and filters from the URL, so that a list can be linked, kept and gone back to. */
export function useListState(): ListState {
  const params = useSearchParams()
  // A parameter that is there twice counts once, the first: as the server reads it.
  const search = Object.fromEntries([...params].reverse().filter(([, value]) => value !== ''))
  return {
    q: search.q ?? '',
    sort: search.sort ?? null,
    after: search.after ?? null,
    before: search.before ?? null,
    filters: Object.fromEntries(Object.entries(search).filter(([key]) => !own.has(key))),
    search,
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
