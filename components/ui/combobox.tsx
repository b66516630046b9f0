'use client'

import { ChevronDown } from 'lucide-react'
import { Popover } from 'radix-ui'
import { type ReactNode, useId, useRef } from 'react'
import { cn } from './cn'
import { ComboboxAnswers } from './combobox-answers'
import { useTyping } from './combobox-typing'
import { useFieldAttributes } from './field'
import { controlClass, tabletControlClass } from './input'

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

/**
 * One of many, found by typing into the box itself: the focus never moves while a person types, so that no key is lost at
 * any speed. Enter takes the first answer to what was typed, when it comes.
 */
export function Combobox<O extends ComboboxOption>(props: ComboboxProps<O>) {
  const { value, placeholder = 'Choose…', name, size, disabled, className } = props
  const attributes = useFieldAttributes(props)
  const listId = useId()
  const box = useRef<HTMLInputElement>(null)
  const typing = useTyping(props)
  const { open, text, state, marked, left } = typing
  const active = open && typing.choices.length > 0 ? `${listId}-${marked}` : undefined
  return (
    <Popover.Root open={open} onOpenChange={(next) => !next && typing.close()}>
      <Popover.Anchor asChild>
        <span className={cn('relative block', className)}>
          <input
            ref={box}
            type="text"
            role="combobox"
            autoComplete="off"
            spellCheck={false}
            aria-autocomplete="list"
            aria-expanded={open}
            aria-controls={open ? listId : undefined}
            aria-activedescendant={active}
            aria-label={props['aria-label']}
            {...attributes}
            aria-invalid={left || attributes['aria-invalid'] || undefined}
            disabled={disabled}
            // biome-ignore lint/a11y/noAutofocus: only where a page begins with this choice
            autoFocus={props.autoFocus}
            placeholder={placeholder}
            value={text ?? value?.label ?? ''}
            onChange={(event) => typing.type(event.target.value)}
            onFocus={(event) => event.target.select()}
            onClick={typing.show}
            onBlur={typing.leave}
            onKeyDown={typing.onKeyDown}
            className={cn(controlClass, 'truncate pr-8', size === 'tablet' && tabletControlClass)}
          />
          <ChevronDown
            aria-hidden="true"
            className="pointer-events-none absolute top-1/2 right-2.5 size-3.5 -translate-y-1/2 text-ink-3"
          />
        </span>
      </Popover.Anchor>
      {name && <input type="hidden" name={name} value={value?.value ?? ''} />}
      {/* Within a dialog the list belongs to it: outside it could neither be scrolled nor read aloud. */}
      <Popover.Portal container={box.current?.closest<HTMLElement>('[role=dialog]') ?? undefined}>
        <Popover.Content
          align="start"
          sideOffset={4}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => box.current?.contains(event.target as Node) && event.preventDefault()}
          // The list takes the click, the box keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          className="appear z-50 w-(--radix-popover-trigger-width) min-w-72 max-w-[92vw] overflow-hidden rounded-lg border border-line-strong bg-surface"
        >
          <ComboboxAnswers
            id={listId}
            label={props['aria-label'] ?? placeholder}
            choices={typing.choices}
            marked={marked}
            state={state}
            empty={props.empty}
            onMark={typing.mark}
            onTake={typing.take}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
