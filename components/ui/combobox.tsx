'use client'

import { ChevronDown } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useEffect, useId, useRef } from 'react'
import { cn } from './cn'
import { ComboboxAnswers } from './combobox-answers'
import { type ComboboxOption, type ComboboxProps, useTyping } from './combobox-typing'
import { useFieldAttributes } from './field'
import { controlClass, tabletControlClass } from './input'
import { toNextField } from './next-field'

export type { ComboboxOption, ComboboxProps } from './combobox-typing'

/**
 * Chooses one of many by typing into the box itself. The focus never moves while a person types, so that no key is lost
 * at any speed. Enter takes the first answer to the typed text as soon as it comes.
 */
export function Combobox<O extends ComboboxOption>(props: ComboboxProps<O>) {
  const { value, placeholder = 'Choose…', name, size, disabled, className } = props
  const attributes = useFieldAttributes(props)
  const listId = useId()
  const box = useRef<HTMLInputElement>(null)
  const typing = useTyping({ ...props, onCommit: props.onCommit ?? (() => toNextField(box.current)) })
  const { open, text, state, marked, left } = typing
  const typedEarly = useRef(typing.type)
  useEffect(() => {
    const input = box.current
    if (input?.value && input === document.activeElement && input.defaultValue !== input.value)
      typedEarly.current(input.value)
  }, [])
  // Where no field follows, the focus stays: then the next key replaces the choice, and is never added to its name.
  const chosen = text === null ? value?.value : undefined
  useEffect(() => {
    if (chosen && box.current === document.activeElement) box.current?.select()
  }, [chosen])
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
            data-takes-rows={props.takesRows}
            {...attributes}
            aria-invalid={left || attributes['aria-invalid'] || undefined}
            disabled={disabled}
            // biome-ignore lint/a11y/noAutofocus: only on a page that begins with this choice
            autoFocus={props.autoFocus}
            placeholder={placeholder}
            value={text ?? value?.label ?? ''}
            onChange={(event) => typing.type(event.target.value)}
            // Only a choice is replaced as a whole: what was typed before the page was ready is kept, and typed on.
            onFocus={(event) => value && event.target.value === value.label && event.target.select()}
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
      {/* Inside a dialog the list must belong to the dialog: outside it could neither scroll nor be read aloud. */}
      <Popover.Portal container={box.current?.closest<HTMLElement>('[role=dialog]') ?? undefined}>
        <Popover.Content
          align="start"
          sideOffset={4}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => box.current?.contains(event.target as Node) && event.preventDefault()}
          // The list gets the click while the box keeps the focus.
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
