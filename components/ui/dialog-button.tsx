'use client'

import { Slot } from 'radix-ui'
import { type ReactNode, useState } from 'react'

interface DialogButtonProps {
  button: ReactNode
  /** The dialog, told how it is closed. */
  children: (close: () => void) => ReactNode
}

/** A button that opens a dialog. The dialog keeps its text only while it is open; the next time it begins with current values. */
export function DialogButton({ button, children }: DialogButtonProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Slot.Root aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(true)}>
        {button}
      </Slot.Root>
      {open && children(() => setOpen(false))}
    </>
  )
}
