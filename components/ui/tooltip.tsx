'use client'

import { Tooltip as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'

/** A short help on hover or focus. Never put something important only here. */
export function Tooltip({
  text,
  side,
  children,
}: {
  text: ReactNode
  side?: 'top' | 'right' | 'bottom' | 'left'
  children: ReactNode
}) {
  return (
    <Primitive.Provider delayDuration={300}>
      <Primitive.Root>
        <Primitive.Trigger asChild>{children}</Primitive.Trigger>
        <Primitive.Portal>
          <Primitive.Content
            side={side}
            sideOffset={4}
            collisionPadding={8}
            className="appear z-50 max-w-64 rounded-md bg-ink px-2 py-1 text-paper text-xs print:hidden"
          >
            {text}
          </Primitive.Content>
        </Primitive.Portal>
      </Primitive.Root>
    </Primitive.Provider>
  )
}
