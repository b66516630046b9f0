'use client'

import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { Choice } from './combobox-answers'
import { useSearch } from './combobox-search'

export interface ComboboxOption {
  value: string
  label: string
  /** Said beside the label in a weaker tone: a code, a place, a price. */
  note?: ReactNode
}

export interface ComboboxProps<O extends ComboboxOption = ComboboxOption> {
  value: O | null
  onValueChange: (option: O | null) => void
  /** Asked after each pause in typing, also with an empty query. Must honour the signal. */
  search: (query: string, signal: AbortSignal) => Promise<O[]>
  /** Enter has said that the choice is made, though the search may still be on its way: the caller moves the focus on. */
  onCommit?: () => void
  /** What stands in the box and is not chosen; empty when nothing is open. A form must not be sent with it in silence. */
  onTextChange?: (text: string) => void
  /** What was typed before and never chosen, of a draft that is taken up again. */
  initialText?: string
  placeholder?: string
  /** Said when nothing was found. */
  empty?: ReactNode
  /** Offers to choose nothing again: `No contact`. An emptied box then means it, too. */
  clearLabel?: string
  /** Offers what was typed as a new record. */
  create?: { label: (query: string) => string; onCreate: (query: string) => void }
  name?: string
  size?: 'md' | 'tablet'
  disabled?: boolean
  autoFocus?: boolean
  className?: string
  id?: string
  required?: boolean
  'aria-label'?: string
  'aria-invalid'?: boolean
}

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }

/** What stands in a box that chooses, what the list below it offers, and what each key does. */
export function useTyping<O extends ComboboxOption>(props: ComboboxProps<O>) {
  const { value, onValueChange, onCommit, onTextChange, clearLabel, create } = props
  // What is typed and not yet chosen; null while the box shows what is chosen.
  const [text, setText] = useState<string | null>(props.initialText || null)
  const [open, setOpen] = useState(false)
  // Enter came before the answers (a scanner is that fast): the first of them is taken when they come.
  const [waiting, setWaiting] = useState(false)
  // Known at once, too: the focus leaves the box in the same key stroke.
  const isWaiting = useRef(false)
  const wait = (next: boolean) => {
    isWaiting.current = next
    setWaiting(next)
  }
  const [left, setLeft] = useState(Boolean(props.initialText))
  const query = text?.trim() ?? ''
  const { options, state } = useSearch(props.search, query, open || waiting, waiting)
  const [marked, setMarked] = useState(0)
  const choices: Choice[] = options.map(({ value: key, label, note }) => ({ key, label, note }))
  if (clearLabel && value && !query) choices.push({ key: 'clear', label: clearLabel, tone: 'clear' })
  if (create && query) choices.push({ key: 'create', label: create.label(query), tone: 'create' })

  const write = (next: string | null) => {
    setText(next)
    onTextChange?.(next?.trim() ?? '')
  }
  const choose = (option: O | null) => {
    onValueChange(option)
    write(null)
    setOpen(false)
    wait(false)
    setLeft(false)
  }
  const take = (place: number) => {
    const choice = choices[place]
    if (choice?.tone === 'create') {
      create?.onCreate(query)
      setOpen(false)
      write(null)
    } else choose(choice?.tone === 'clear' ? null : (options[place] ?? null))
    onCommit?.()
  }
  const answer = useRef(choose)
  answer.current = choose
  useEffect(() => {
    if (!waiting || state === 'LOADING') return
    if (state === 'READY' && options[0]) return answer.current(options[0])
    // Nothing has this name: it stays in the box, marked, for the person to put right.
    isWaiting.current = false
    setWaiting(false)
    setLeft(true)
  }, [waiting, state, options])

  function onEnter() {
    if (open && state === 'READY' && choices[marked]) return take(marked)
    if (!query) return setOpen(true)
    setOpen(false)
    wait(true)
    onCommit?.()
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return
    const step = steps[event.key]
    if (event.key === 'Enter') {
      event.preventDefault()
      onEnter()
    } else if (step !== undefined && !event.altKey) {
      event.preventDefault()
      if (!open) return setOpen(true)
      setMarked(Math.min(choices.length - 1, Math.max(0, marked + step)))
    } else if (event.key === 'ArrowDown') {
      event.preventDefault()
      setOpen(true)
    } else if (event.key === 'Escape' && !open && text !== null) {
      event.preventDefault()
      write(null)
      setLeft(false)
    }
  }
  /** Leaving the box with something typed: what was chosen before stays; where nothing was, the words stay and are marked. */
  function leave() {
    setOpen(false)
    if (text === null || isWaiting.current) return
    if (!query && clearLabel && value) return choose(null)
    if (!query || value) {
      write(null)
      setLeft(false)
    } else setLeft(true)
  }
  return {
    open,
    text,
    state,
    marked: Math.min(marked, Math.max(0, choices.length - 1)),
    /** Words stand in the box that are not chosen. */
    left: left && !waiting,
    choices,
    take,
    onKeyDown,
    leave,
    mark: setMarked,
    show: () => setOpen(true),
    close: () => setOpen(false),
    type: (next: string) => {
      write(next)
      setMarked(0)
      setOpen(true)
      wait(false)
      setLeft(false)
    },
  }
}
