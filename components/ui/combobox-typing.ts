'use client'

import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { Choice } from './combobox-answers'
import { useSearch } from './combobox-search'

export interface ComboboxOption {
  value: string
  label: string
  /** Shown beside the label in a weaker tone: a code, a place, a price. */
  note?: ReactNode
}

export interface ComboboxProps<O extends ComboboxOption = ComboboxOption> {
  value: O | null
  onValueChange: (option: O | null) => void
  /** Called after each pause in typing, also with an empty query. It must honour the signal. */
  search: (query: string, signal: AbortSignal) => Promise<O[]>
  /** Called when Enter makes the choice, although the search may still be running; moves the focus on. Left out: to the next field. */
  onCommit?: () => void
  /** The text in the box that selects nothing; empty when there is none. A form must not be sent silently with it. */
  onTextChange?: (text: string) => void
  /** Text that was typed in a restored draft and never selected anything. */
  initialText?: string
  /** The address of a small picture of an answer. */
  imageOf?: (option: O) => string | undefined
  placeholder?: string
  /** The message when nothing was found. */
  empty?: ReactNode
  /** Offers to clear the choice: `No contact`. An emptied box then clears it too. */
  clearLabel?: string
  /** Offers to make a new record of the typed text. */
  create?: { label: (query: string) => string; onCreate: (query: string) => void }
  /** Whether it chooses what a line is of, so that pasted rows belong to the list of lines and not into the box. */
  takesRows?: boolean
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

/** The text in a combobox, the entries of the list below it, and the meaning of each key. */
export function useTyping<O extends ComboboxOption>(props: ComboboxProps<O>) {
  const { value, onValueChange, onCommit, onTextChange, clearLabel, create } = props
  // Typed text that selects nothing yet; null while the box shows the choice.
  const [text, setText] = useState<string | null>(props.initialText || null)
  const [open, setOpen] = useState(false)
  // Enter came before the answers, as a scanner is that fast: the first answer is taken when it comes.
  const [waiting, setWaiting] = useState(false)
  // Also in a ref, because the focus leaves the box within the same key stroke.
  const isWaiting = useRef(false)
  const wait = (next: boolean) => {
    isWaiting.current = next
    setWaiting(next)
  }
  const [left, setLeft] = useState(Boolean(props.initialText))
  const query = text?.trim() ?? ''
  const { options, state } = useSearch(props.search, query, open || waiting, waiting)
  const [marked, setMarked] = useState(0)
  const choices: Choice[] = options.map((option) => ({
    key: option.value,
    label: option.label,
    note: option.note,
    image: props.imageOf?.(option),
  }))
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
    // Nothing has this name: the text stays in the box, marked, so that the person can correct it.
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
    // With Ctrl or ⌘ a key belongs to the page.
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return
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
  /** Leaving the box with typed text: an earlier choice stays; without one, the text stays and is marked. */
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
    /** Whether the box holds text that selects nothing. */
    // The focus leaves within the key stroke that chooses, before the choice is rendered.
    left: left && !waiting && text !== null,
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
