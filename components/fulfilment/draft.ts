'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { aloneOrNot, browserStore, type Kept } from '@/components/browser-store'
import { useFailure } from '@/components/failure'
import { toast, toastError } from '@/components/ui/toast'
import { useWorkspace } from '@/components/ui/workspace'
import { type KeptDraft, openDraft, sentAnew } from './kept-draft'

interface DraftVerb<Input, Output> {
  /** Sends the draft under a key that stays the same until there is an answer. */
  send: (input: Input & { idempotencyKey: string }) => Promise<Output>
  /** The sentence about what was done. */
  words: (output: Output) => string
  onDone?: (output: Output) => void
}

const askedAgainMs = 3_000
/** Whether the error leaves it unknown if the server has acted. */
const isSilence = (code: string) => code === 'NO_ANSWER' || code === 'UNREACHABLE'

/**
 * What one person enters on a page of the floor. The draft outlives the page until it is sent. Once sent, every page of
 * this person sends it again under the same key until the server has answered. `empty` must be the same object on every
 * render.
 */
export function useDraft<T extends object, Input extends object, Output>(
  name: string,
  empty: T,
  verb: DraftVerb<Input, Output>,
) {
  const kept = useKeptDraft<T, Input>(name)
  const { place, get } = kept
  const state = useSyncExternalStore(kept.subscribe, get, () => null)
  const sent = state?.sent ?? null
  const draft = useMemo(() => ({ ...empty, ...state?.draft }), [state, empty])
  const { busy, silent, ask } = useAsking(kept, verb)
  const change = useCallback(
    (changes: Partial<T> | ((before: T) => Partial<T>)) => {
      const now = get()
      if (now?.sent) return
      const before = { ...empty, ...now?.draft }
      const draft = { ...before, ...(typeof changes === 'function' ? changes(before) : changes) }
      kept.keep({ ...now, draft })
    },
    [kept, get, empty],
  )
  const submit = async (input: Input) => {
    if (!get()?.sent) kept.keep(sentAnew({ draft, ...get() }, input))
    await ask()
  }
  /** Makes a sent draft editable again. Sent again without a change, it is the same request. */
  const reopen = () => {
    const now = get()
    if (now?.sent) kept.keep({ draft: now.draft, tried: now.sent })
  }
  return { place, draft, change, submit, busy, unanswered: sent && silent ? { text: silent, ask, reopen } : null }
}

/** The draft of this name; every tab of this person shares it. */
function useKeptDraft<T, Input>(name: string) {
  const { slug, personId } = useWorkspace()
  const place = `octet-draft:${slug}:${personId}:${name}`
  return useMemo(() => {
    const store: Kept | null = typeof window === 'undefined' ? null : browserStore()
    const opened = openDraft<T, Input>(place, store)
    const subscribe = (listener: () => void) => {
      const leave = opened.subscribe(listener)
      window.addEventListener('storage', listener)
      return () => {
        leave()
        window.removeEventListener('storage', listener)
      }
    }
    return { ...opened, place, subscribe }
  }, [place])
}

/** Sends until there is an answer: at once, again after a while, and as soon as the network is back. */
function useAsking<T, Input extends object, Output>(
  {
    place,
    get,
    keep,
  }: { place: string; get: () => KeptDraft<T, Input> | null; keep: (draft: KeptDraft<T, Input> | null) => void },
  verb: DraftVerb<Input, Output>,
) {
  const queries = useQueryClient()
  const failure = useFailure()
  const [busy, setBusy] = useState(false)
  const [silent, setSilent] = useState<string | null>(null)
  const latest = useRef(verb)
  const failing = useRef(false)
  useEffect(() => {
    latest.current = verb
  })
  const ask = useCallback(
    () =>
      aloneOrNot(place, async () => {
        const sent = get()?.sent
        if (!sent) return
        setBusy(true)
        try {
          const output = await latest.current.send({ ...sent.input, idempotencyKey: sent.key })
          keep(null)
          setSilent(null)
          toast(latest.current.words(output), { tone: 'ok' })
          await queries.invalidateQueries()
          latest.current.onDone?.(output)
        } catch (error) {
          const { code, text } = failure(error)
          const now = get()
          failing.current = code === 'INTERNAL'
          if (isSilence(code) || code === 'INTERNAL')
            setSilent(code === 'INTERNAL' ? text : 'The server did not answer.')
          else {
            setSilent(null)
            if (now) keep({ draft: now.draft })
            toastError(text)
          }
        } finally {
          setBusy(false)
        }
      }),
    [place, get, keep, queries, failure],
  )
  useEffect(() => {
    // Continues what an earlier page sent without getting an answer.
    const askIfSent = () => {
      if (get()?.sent && navigator.onLine) void ask()
    }
    askIfSent()
    window.addEventListener('online', askIfSent)
    const timer = setInterval(() => failing.current || askIfSent(), askedAgainMs)
    return () => {
      window.removeEventListener('online', askIfSent)
      clearInterval(timer)
    }
  }, [ask, get])
  return { busy, silent, ask }
}
