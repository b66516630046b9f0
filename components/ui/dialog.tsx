'use client'

import { X } from 'lucide-react'
import { Dialog as Primitive } from 'radix-ui'
import { type ReactNode, useRef, useState } from 'react'
import { Button } from './button'
import { cn } from './cn'
import { SaidHere } from './said-here'
import { useWritten } from './written'

interface DialogProps {
  open?: boolean
  onOpenChange?: (open: boolean) => void
  /** The button that opens the dialog. Leave it out when the caller holds the state. */
  trigger?: ReactNode
  title: ReactNode
  /** One sentence: what will happen. */
  description?: ReactNode
  children?: ReactNode
  /** The buttons; the main one comes last. */
  actions?: ReactNode
  size?: 'sm' | 'md' | 'lg'
  /** Whether it is a sheet from the side, for reading a record without leaving the list. */
  side?: boolean
}

const widths = { sm: 'max-w-sm', md: 'max-w-lg', lg: 'max-w-3xl' }

/**
 * A dialog: it holds the focus, Escape or a click outside closes it, and then the focus goes back. When something was
 * written, closing asks first. It shows what the server refuses.
 */
export function Dialog({
  open: given,
  onOpenChange,
  trigger,
  title,
  description,
  children,
  actions,
  size = 'md',
  side,
}: DialogProps) {
  // When it is opened without its own trigger, the dialog must remember where the focus came from.
  const opener = useRef<Element | null>(null)
  const [own, setOwn] = useState(false)
  const open = given ?? own
  const written = useWritten(open, (next) => {
    setOwn(next)
    onOpenChange?.(next)
  })
  const giveBack = (event: Event) => {
    if (trigger || !(opener.current instanceof HTMLElement)) return
    event.preventDefault()
    opener.current.focus()
  }
  return (
    <Primitive.Root open={open} onOpenChange={written.close}>
      {trigger && <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>}
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-veil print:hidden" />
        <Primitive.Content
          onOpenAutoFocus={() => {
            opener.current = document.activeElement
          }}
          onCloseAutoFocus={giveBack}
          {...written.content}
          {...(!description && { 'aria-describedby': undefined })}
          className={cn(
            'appear fixed z-50 flex w-full flex-col border border-line-strong bg-surface print:hidden',
            side
              ? 'top-(--notices,0px) bottom-0 right-0 max-w-xl overflow-y-auto border-y-0 border-r-0'
              : 'max-sm:inset-x-0 max-sm:bottom-0 max-sm:max-h-[calc(92dvh-var(--notices,0px))] max-sm:rounded-t-xl sm:top-[max(12vh,calc(var(--notices,0px)+1rem))] sm:left-1/2 sm:max-h-[76vh] sm:-translate-x-1/2 sm:rounded-xl',
            !side && widths[size],
            'max-sm:max-w-none',
          )}
        >
          <header className="flex items-start gap-3 px-5 pt-4">
            <div className="min-w-0">
              <Primitive.Title className="font-semibold text-base">{title}</Primitive.Title>
              {description && <Primitive.Description className="mt-1 text-ink-2">{description}</Primitive.Description>}
            </div>
            <Primitive.Close
              aria-label="Close"
              className="-mt-1 -mr-2 ml-auto grid size-7 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-sunken hover:text-ink pointer-coarse:size-11"
            >
              <X aria-hidden="true" className="size-4" />
            </Primitive.Close>
          </header>
          <SaidHere className="min-h-0 flex-1 overflow-y-auto px-5 py-3 empty:hidden">{children}</SaidHere>
          {written.asks && (
            <div role="alert" className="flex flex-wrap items-center justify-end gap-2 border-t px-5 py-3">
              <span className="mr-auto">What you wrote here is not saved.</span>
              <Button onClick={written.keep}>Keep writing</Button>
              <Button tone="danger" onClick={written.throwAway}>
                Throw it away
              </Button>
            </div>
          )}
          {actions && !written.asks && (
            <footer className="flex flex-wrap justify-end gap-2 px-5 pt-2 pb-4">{actions}</footer>
          )}
          {!actions && <span className="h-3 shrink-0" />}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

/** Closes the dialog around it; it wraps one button. */
export const DialogClose = ({ children }: { children: ReactNode }) => (
  <Primitive.Close asChild>{children}</Primitive.Close>
)
