'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { cn } from './cn'
import type { SearchState } from './combobox-search'

/** An entry of the list: an answer, no choice, or a new record with the typed text. */
export interface Choice {
  key: string
  label: string
  note?: ReactNode
  image?: string | undefined
  tone?: 'clear' | 'create'
}

interface ComboboxAnswersProps {
  id: string
  label: string
  choices: readonly Choice[]
  /** The index of the entry that Enter takes. */
  marked: number
  state: SearchState
  /** The message when nothing was found. */
  empty: ReactNode
  onMark: (place: number) => void
  onTake: (place: number) => void
}

/** The list below a combobox. The focus stays in the box, which names the marked entry for screen readers. */
export function ComboboxAnswers(props: ComboboxAnswersProps) {
  const { id, label, choices, marked, state, empty, onMark, onTake } = props
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector(`[id="${id}-${marked}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [id, marked])
  const found = choices.some((choice) => !choice.tone)
  return (
    <>
      {state === 'FAILED' && <p className="px-3 py-3 text-bad">The search did not answer. Type again to retry.</p>}
      {state === 'READY' && !found && <p className="px-3 py-3 text-ink-3">{empty ?? 'Nothing found.'}</p>}
      {state === 'LOADING' && !found && <p className="px-3 py-3 text-ink-3">Searching…</p>}
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label={label}
        aria-busy={state === 'LOADING'}
        className={cn('max-h-72 overflow-y-auto', choices.length > 0 && 'p-1')}
      >
        {choices.map((choice, place) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the box keeps the focus and names the marked entry
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box handles the keys
          <div
            key={choice.key}
            id={`${id}-${place}`}
            role="option"
            aria-selected={place === marked}
            onPointerMove={() => onMark(place)}
            onClick={() => onTake(place)}
            className={cn(
              'flex min-h-8 cursor-pointer items-center gap-3 rounded-md px-2 py-1 pointer-coarse:min-h-11',
              place === marked && 'bg-sunken',
              choice.tone === 'clear' && 'text-ink-2',
              choice.tone === 'create' && 'text-accent',
            )}
          >
            {choice.image && (
              // biome-ignore lint/performance/noImgElement: the program has drawn it in this size already
              <img
                src={choice.image}
                alt=""
                className="-my-0.5 -mr-1 size-7 shrink-0 rounded bg-white object-contain"
              />
            )}
            <span className="truncate">{choice.label}</span>
            {choice.note && <span className="ml-auto shrink-0 text-ink-3 text-xs">{choice.note}</span>}
          </div>
        ))}
      </div>
    </>
  )
}
