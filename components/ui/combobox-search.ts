'use client'

import { useEffect, useRef, useState } from 'react'

export type SearchState = 'LOADING' | 'READY' | 'FAILED'

/** The answers to what was typed, asked after a pause; an answer that comes too late is dropped. */
export function useSearch<O>(
  search: (query: string, signal: AbortSignal) => Promise<O[]>,
  query: string,
  open: boolean,
) {
  const [options, setOptions] = useState<O[]>([])
  const [state, setState] = useState<SearchState>('LOADING')
  const latest = useRef(search)
  latest.current = search
  useEffect(() => {
    if (!open) return
    const abort = new AbortController()
    setState('LOADING')
    const pause = setTimeout(
      () =>
        latest.current(query.trim(), abort.signal).then(
          (found) => {
            if (abort.signal.aborted) return
            setOptions(found)
            setState('READY')
          },
          () => !abort.signal.aborted && setState('FAILED'),
        ),
      query ? 140 : 0,
    )
    return () => {
      clearTimeout(pause)
      abort.abort()
    }
  }, [query, open])
  return { options, state }
}
