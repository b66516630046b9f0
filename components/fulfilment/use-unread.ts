'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { useFailure } from '@/components/failure'
import { useOnline } from '@/components/shell/network-tag'
import type { ScanFieldProps } from '@/components/shell/scan-field'

type Answer = ScanFieldProps['answer']

/** Scanned and not looked up yet; the same code twice is two scans. */
export type Unread = readonly { key: string; code: string }[]

interface Reading<T, Found> {
  lookUp: (code: string) => Promise<Found>
  /** What the scan changes in the draft, and what is said about it. */
  hear: (before: T, found: Found, code: string) => { changes: Partial<T>; answer: Answer }
}

const askedAgainMs = 3_000

/**
 * Reads the scans of a draft, each code looked up in its turn: fast scans do not overtake one another. Without a network they
 * are kept, and looked up when it is back.
 */
export function useUnread<T extends { unread: Unread }, Found>(
  { unread }: T,
  change: (changes: (before: T) => Partial<T>) => void,
  reading: Reading<T, Found>,
) {
  const failure = useFailure()
  const online = useOnline()
  const [answer, setAnswer] = useState<Answer>(null)
  const [stopped, setStopped] = useState(false)
  const latest = useRef(reading)
  useEffect(() => {
    latest.current = reading
  })
  const [{ key, code } = { key: '', code: '' }] = unread
  useEffect(() => {
    if (!key || !online || stopped) return
    let left = false
    const next = (before: T, changes: Partial<T>): Partial<T> => ({ ...changes, unread: before.unread.slice(1) })
    const lookUp = async () => {
      try {
        const found = await latest.current.lookUp(code)
        if (left) return
        let said: Answer = null
        change((before) => {
          const heard = latest.current.hear(before, found, code)
          said = heard.answer
          return next(before, heard.changes)
        })
        setAnswer(said)
      } catch (error) {
        if (left) return
        const { code: name, text } = failure(error)
        const later = name === 'NO_ANSWER' || name === 'UNREACHABLE'
        if (later) setStopped(true)
        else change((before) => next(before, {}))
        setAnswer({ tone: 'bad', text: later ? 'The server does not answer. The scan is kept.' : text })
      }
    }
    void lookUp()
    return () => {
      left = true
    }
  }, [key, code, online, stopped, change, failure])
  // What did not answer is asked again after a while.
  useEffect(() => {
    if (!stopped) return
    const timer = setTimeout(() => setStopped(false), askedAgainMs)
    return () => clearTimeout(timer)
  }, [stopped])
  const scan = useCallback(
    (scanned: string) => {
      const unlooked = { key: crypto.randomUUID(), code: scanned }
      change((before): Partial<T> => ({ ...before, unread: [...before.unread, unlooked] }))
      if (!navigator.onLine)
        setAnswer({ tone: 'ok', text: `${scanned} is kept and looked up when the network is back` })
    },
    [change],
  )
  return { scan, answer, quiet: () => setAnswer(null) }
}
