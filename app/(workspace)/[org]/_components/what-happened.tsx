'use client'

import { Button } from '@/components/ui/button'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import { Link } from '@/components/ui/link'
import { Day } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { TrialView } from '@/server/trial/queries'
import { told } from '@/server/trial/words/en'

type Last = NonNullable<TrialView['last']>
type Line = Last['happened'][number]

const places: Record<string, string> = {
  order: '/order',
  invoice: '/invoicing',
  shipment: '/shipping',
  quote: '/order/quotes',
}

/** The page of a customer depends on the event: the credit desk, or the receivables. */
function pathOf(event: string, type: string, id: string): string {
  if (type !== 'customer') return `${places[type] ?? '/order'}/${id}`
  return `${event.startsWith('credit/') ? '/credit' : '/receivable'}/${id}`
}

function Row({ line }: { line: Line }) {
  const href = useWorkspaceHref()
  const words = told[line.event]
  if (!words) return null
  return (
    <li className="grid gap-x-4 border-b py-1.5 last:border-b-0 sm:grid-cols-[16rem_minmax(0,1fr)]">
      <DialogClose>
        <Link href={href(words.path)} className="justify-self-start">
          {words.words(line.count, line.records)}
        </Link>
      </DialogClose>
      <span className="min-w-0 text-ink-2">
        {line.named.map(({ type, id, label }, index) => (
          <span key={id}>
            {index > 0 && ', '}
            <DialogClose>
              <Link quiet href={href(pathOf(line.event, type, id))}>
                {label}
              </Link>
            </DialogClose>
          </span>
        ))}
        {line.named.length > 0 && line.records > line.named.length && ` and ${line.records - line.named.length} more`}
      </span>
    </li>
  )
}

interface WhatHappenedProps {
  last: Last
  open: boolean
  onClose: () => void
}

/** The summary of what happened while time passed, with links to each list and to the first records. */
export function WhatHappened({ last, open, onClose }: WhatHappenedProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={last.kind === 'WEEK' ? 'A week has passed' : 'A day has passed'}
      description={
        <>
          From <Day day={last.fromOn} style="weekday" /> to <Day day={last.untilOn} style="weekday" />
        </>
      }
      size="lg"
      actions={
        <DialogClose>
          <Button tone="go">Look around</Button>
        </DialogClose>
      }
    >
      {last.happened.length === 0 ? (
        <p className="text-ink-2">Nothing was due, and nothing happened.</p>
      ) : (
        <ul>
          {last.happened.map((line) => (
            <Row key={line.event} line={line} />
          ))}
        </ul>
      )}
    </Dialog>
  )
}
