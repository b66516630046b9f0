'use client'

import { Command } from 'cmdk'
import { ChevronDown } from 'lucide-react'
import { Popover } from 'radix-ui'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { cn } from './cn'
import { type SearchState, useSearch } from './combobox-search'
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
  placeholder?: string
  /** Said when nothing was found. */
  empty?: ReactNode
  /** Offers to choose nothing again: `No contact`. */
  clearLabel?: string
  /** Offers what was typed as a new record. */
  create?: { label: (query: string) => string; onCreate: (query: string) => void }
  name?: string
  size?: 'md' | 'tablet'
  disabled?: boolean
  autoFocus?: boolean
  className?: string
  id?: string
  'aria-label'?: string
}

/** One of many, found by typing, which may begin on the field itself. The search runs on the server; the last answer stays until the next one is there. */
export function Combobox<O extends ComboboxOption>(props: ComboboxProps<O>) {
  const { value, onValueChange, placeholder = 'Choose…', name, size, disabled, className } = props
  const attributes = useFieldAttributes(props)
  const [open, setOpen] = useState(false)
  const [query, setQuery] = useState('')
  const { options, state } = useSearch(props.search, query, open)
  // Enter takes the first answer: the mark follows each new list.
  const [marked, setMarked] = useState('')
  const first = options[0]?.value ?? ''
  useEffect(() => setMarked(first), [first])
  const choose = (option: O | null) => {
    onValueChange(option)
    setOpen(false)
    setQuery('')
  }
  // Enter before the answers to what was typed (a scanner is that fast) takes the first of them when they come, never an older one.
  const entered = useRef(false)
  const take = useRef(choose)
  take.current = choose
  useEffect(() => {
    if (state !== 'READY' || !entered.current) return
    entered.current = false
    if (options[0]) take.current(options[0])
  }, [state, options])
  return (
    <Popover.Root modal open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button
          type="button"
          role="combobox"
          aria-expanded={open}
          aria-haspopup="listbox"
          aria-label={props['aria-label']}
          id={attributes.id}
          aria-describedby={attributes['aria-describedby']}
          aria-invalid={attributes['aria-invalid']}
          disabled={disabled}
          // biome-ignore lint/a11y/noAutofocus: only where a page begins with this choice
          autoFocus={props.autoFocus}
          onKeyDown={(event) => {
            if (open || event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.metaKey || event.altKey)
              return
            event.preventDefault()
            setQuery(event.key)
            setOpen(true)
          }}
          className={cn(
            controlClass,
            'flex items-center gap-2 text-left',
            size === 'tablet' && tabletControlClass,
            className,
          )}
        >
          <span className={cn('truncate', !value && 'text-ink-3')}>{value ? value.label : placeholder}</span>
          {value?.note && <span className="truncate text-ink-3 text-xs">{value.note}</span>}
          <ChevronDown aria-hidden="true" className="ml-auto size-3.5 shrink-0 text-ink-3" />
        </button>
      </Popover.Trigger>
      {name && <input type="hidden" name={name} value={value?.value ?? ''} />}
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          className="appear z-50 w-(--radix-popover-trigger-width) min-w-72 max-w-[92vw] overflow-hidden rounded-lg border border-line-strong bg-surface"
        >
          <Command
            shouldFilter={false}
            value={marked}
            onValueChange={setMarked}
            label={props['aria-label'] ?? placeholder}
          >
            <Command.Input
              value={query}
              onValueChange={setQuery}
              onKeyDown={(event) => {
                entered.current = event.key === 'Enter' && state === 'LOADING' && query.trim() !== ''
                if (entered.current) event.preventDefault()
              }}
              placeholder="Type to search"
              className="h-9 w-full border-line border-b bg-transparent px-3 text-sm outline-none pointer-coarse:h-11"
            />
            <Answers
              options={options}
              state={state}
              query={query.trim()}
              empty={props.empty}
              create={props.create}
              clearLabel={value ? props.clearLabel : undefined}
              onChoose={choose}
              onClose={() => setOpen(false)}
            />
          </Command>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

const itemClass =
  'flex min-h-8 cursor-pointer items-center gap-3 rounded-md px-2 py-1 data-[selected=true]:bg-sunken pointer-coarse:min-h-11'

interface AnswersProps<O extends ComboboxOption> {
  options: readonly O[]
  state: SearchState
  query: string
  empty: ReactNode
  create: ComboboxProps<O>['create']
  clearLabel: string | undefined
  onChoose: (option: O | null) => void
  onClose: () => void
}

function Answers<O extends ComboboxOption>(props: AnswersProps<O>) {
  const { options, state, query, empty, create, clearLabel, onChoose, onClose } = props
  return (
    <Command.List className="max-h-72 overflow-y-auto p-1" aria-busy={state === 'LOADING'}>
      {state === 'FAILED' && <p className="px-2 py-3 text-bad">The search did not answer. Type again to retry.</p>}
      {state === 'READY' && options.length === 0 && <p className="px-2 py-3 text-ink-3">{empty ?? 'Nothing found.'}</p>}
      {state === 'LOADING' && options.length === 0 && <p className="px-2 py-3 text-ink-3">Searching…</p>}
      {options.map((option) => (
        <Command.Item key={option.value} value={option.value} onSelect={() => onChoose(option)} className={itemClass}>
          <span className="truncate">{option.label}</span>
          {option.note && <span className="ml-auto shrink-0 text-ink-3 text-xs">{option.note}</span>}
        </Command.Item>
      ))}
      {clearLabel && !query && (
        <Command.Item value="clear" onSelect={() => onChoose(null)} className={cn(itemClass, 'text-ink-2')}>
          {clearLabel}
        </Command.Item>
      )}
      {create && query && (
        <Command.Item
          value="create"
          className={cn(itemClass, 'text-accent')}
          onSelect={() => {
            create?.onCreate(query)
            onClose()
          }}
        >
          {create.label(query)}
        </Command.Item>
      )}
    </Command.List>
  )
}
