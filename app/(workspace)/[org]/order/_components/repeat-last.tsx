'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { countOf } from '@/components/ui/format'
import { useModKey } from '@/components/ui/mod-key'
import { useShortcut } from '@/components/ui/shortcuts'
import { Day, Money } from '@/components/ui/text'
import { draftOf } from './copied-lines'
import type { DraftLine } from './line-draft'

interface RepeatLastProps {
  customerId: string
  onTake: (lines: DraftLine[]) => void
}

/** Offers the customer's last order again, by one click or key: "the usual, please". */
export function RepeatLast({ customerId, onTake }: RepeatLastProps) {
  const trpc = useTRPC()
  const modKey = useModKey()
  const { data: last } = useQuery(trpc.order.last.queryOptions({ customerId }))
  const repeat = () => {
    if (!last) return
    onTake(draftOf(last.lines, last.currency))
    // The quantities are what differs from the last time.
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-sale-lines] [data-quantity]')?.focus())
  }
  const can = last !== undefined && last !== null && last.lines.length > 0
  useShortcut('mod+u', 'Repeat the last order', can ? repeat : null)
  if (!can) return null
  return (
    <Banner
      className="mb-0"
      action={
        <Button onClick={repeat} shortcut={`${modKey}U`}>
          Repeat it
        </Button>
      }
    >
      Last order {last.number} of <Day day={last.orderedOn} />: {countOf(last.lines.length, 'line')},{' '}
      <Money minor={last.grossMinor} currency={last.currency} />.
    </Banner>
  )
}
