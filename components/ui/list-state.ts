'use client'

import { usePathname, useSearchParams } from 'next/navigation'

/** The state of a work list in the URL. `sort` is a column key, with `-` in front when descending. */
interface ListState {
  q: string
  sort: string | null
  after: string | null
  before: string | null
  /** All other parameters: the filters. */
  filters: Record<string, string>
  /** All parameters, from which the list's input is read. */
  search: Record<string, string>
}

const own = new Set(['q', 'sort', 'after', 'before'])

/** Reads search, sorting, cursor and filters from the URL, so that a list can be linked, kept and gone back to. */
export function useListState(): ListState {
  const params = useSearchParams()
  // Of a parameter that occurs twice the first one counts, as on the server.
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

/** Makes a link to the same list with changed parameters; null removes one. */
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
