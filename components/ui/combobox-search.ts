'use client'

import { useEffect, useRef, useState } from 'react'

export type SearchState = 'LOADING' | 'READY' | 'FAILED'

interface Answered<O> {
  /** The question that the options answer; null before the first. */
  query: string | null
  options: O[]
  failed: boolean
}

const pauseMs = 140

/**
 * The answers to what was typed, asked after a pause or, where a choice waits for it, at once. The last answer stays until
 * the next is there, and an answer that comes too late is dropped: `READY` is said of the very question alone.
 */
export function useSearch<O>(
  search: (query: string, signal: AbortSignal) => Promise<O[]>,
  query: string,
  open: boolean,
  atOnce: boolean,
) {
  const [answered, setAnswered] = useState<Answered<O>>({ query: null, options: [], failed: false })
  const latest = useRef(search)
  latest.current = search
  useEffect(() => {
    if (!open) return
    const abort = new AbortController()
    const answer = (options: O[], failed: boolean) =>
      !abort.signal.aborted && setAnswered((before) => ({ query, options: failed ? before.options : options, failed }))
    const pause = setTimeout(
      () => {
        setAnswered((before) => (before.failed ? { ...before, query: null, failed: false } : before))
        latest.current(query, abort.signal).then(
          (found) => answer(found, false),
          () => answer([], true),
        )
      },
      query && !atOnce ? pauseMs : 0,
    )
    return () => {
      clearTimeout(pause)
      abort.abort()
      // What is asked again later may have other answers by then.
      setAnswered((before) => ({ ...before, query: null }))
    }
  }, [query, open, atOnce])
  const state: SearchState = answered.query !== query ? 'LOADING' : answered.failed ? 'FAILED' : 'READY'
  return { options: answered.options, state }
}
