'use client'

import { AlertDialog } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { Button } from './button'
import { SaidHere } from './said-here'

interface ConfirmDialogProps {
  trigger?: ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
  /** The question, with the verb: `Cancel SO-4182?` */
  title: ReactNode
  /** What the action means and what cannot be undone. */
  description: ReactNode
  children?: ReactNode
  /** The verb of the action, never `OK`. */
  confirmLabel: string
  keepLabel?: string
  danger?: boolean
  /** The dialog stays open and busy until this settles; a rejection leaves it open. */
  onConfirm: () => unknown
}

/** Asks before an action that cannot be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const [ownOpen, setOwnOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const open = props.open ?? ownOpen
  const setOpen = props.onOpenChange ?? setOwnOpen
  const confirm = async () => {
    setBusy(true)
    try {
      await props.onConfirm()
      setOpen(false)
    } finally {
      setBusy(false)
    }
  }
  return (
    <AlertDialog.Root open={open} onOpenChange={setOpen}>
      {props.trigger && <AlertDialog.Trigger asChild>{props.trigger}</AlertDialog.Trigger>}
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-veil" />
        <AlertDialog.Content className="appear fixed inset-x-4 top-[20vh] z-50 mx-auto max-w-md rounded-xl border border-line-strong bg-surface p-5">
          <AlertDialog.Title className="font-semibold text-base">{props.title}</AlertDialog.Title>
          <AlertDialog.Description className="mt-1 text-ink-2">{props.description}</AlertDialog.Description>
          <SaidHere className="mt-3 empty:hidden">{props.children}</SaidHere>
          <div className="mt-4 flex flex-wrap justify-end gap-2">
            <AlertDialog.Cancel asChild>
              <Button>{props.keepLabel ?? 'Keep as it is'}</Button>
            </AlertDialog.Cancel>
            <Button
              tone={props.danger ? 'danger' : 'go'}
              busy={busy}
              onClick={() => void confirm().catch(() => undefined)}
            >
              {props.confirmLabel}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
