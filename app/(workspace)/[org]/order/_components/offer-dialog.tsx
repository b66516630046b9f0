'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorState } from '@/components/ui/error-state'
import { RadioGroup } from '@/components/ui/radio-group'
import { Skeleton } from '@/components/ui/skeleton'
import { Money, Rate } from '@/components/ui/text'
import { toast } from '@/components/ui/toast'
import type { OrderHead } from '@/server/order/queries/record'

/** Answers the question about an accepted quote; when the order goes on, closes the dialog and says so. */
function useAnswer(order: OrderHead, onClose: () => void) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onError = useFailureToast()
  const answer = useMutation(
    trpc.order.answer.mutationOptions({
      onError,
      onSuccess: async () => {
        onClose()
        toast(`${order.number} goes on`, { tone: 'ok' })
        await queries.invalidateQueries()
      },
    }),
  )
  return {
    busy: answer.isPending,
    send: (how: 'TAKE' | 'QUOTED_TAX' | 'TODAYS_TAX') => answer.mutate({ orderId: order.id, answer: how }),
  }
}

/** An accepted quote whose lines are taxed differently today: the seller keeps the quoted tax or takes today's. */
export function TaxDialog({ order, onClose }: { order: OrderHead; onClose: () => void }) {
  const trpc = useTRPC()
  const { data, error, refetch } = useQuery(trpc.order.offer.queryOptions({ id: order.id }))
  const [tax, setTax] = useState<'QUOTED_TAX' | 'TODAYS_TAX' | undefined>()
  const { busy, send } = useAnswer(order, onClose)
  const total = (minor: bigint | undefined) => minor !== undefined && <Money minor={minor} currency={order.currency} />
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Which tax for ${order.number}?`}
      description={`${order.customerName} accepted quote ${order.quoteNumber} as it was offered. Since then the tax of some of its lines has changed. It waits for you; the customer knows only that you look at it.`}
      actions={
        <Button tone="go" disabled={!tax} busy={busy} onClick={() => tax && send(tax)}>
          Go on with it
        </Button>
      }
    >
      {error ? (
        <ErrorState onRetry={() => refetch()} />
      ) : (
        <div className="flex flex-col gap-3">
          <ul className="flex flex-col gap-1">
            {data ? (
              data.lines.map((line) => (
                <li key={line.position} className="flex flex-wrap justify-between gap-x-3">
                  <span className="min-w-0">
                    {line.description} <span className="text-ink-3 text-xs">{line.sku}</span>
                  </span>
                  <span className="tabular-nums">
                    quoted <Rate rate={line.quoted.taxRate} />, today <Rate rate={line.today.taxRate} />
                  </span>
                </li>
              ))
            ) : (
              <Skeleton className="w-2/3" />
            )}
          </ul>
          <RadioGroup
            legend="Tax of this order"
            value={tax ?? ('' as 'QUOTED_TAX')}
            onValueChange={setTax}
            options={[
              {
                value: 'QUOTED_TAX',
                label: <>As quoted: {total(data?.grossMinor)} in total</>,
                hint: 'Right where the law goes by the day of the contract, or the difference is yours to bear.',
              },
              {
                value: 'TODAYS_TAX',
                label: <>Today’s: {total(data?.todayGrossMinor)} in total</>,
                hint: 'Right where the law goes by the day of delivery. The confirmation tells the customer of it.',
              },
            ]}
          />
        </div>
      )}
    </Dialog>
  )
}

/** An accepted quote whose customer was archived since. */
export function CustomerDialog({ order, onClose }: { order: OrderHead; onClose: () => void }) {
  const { busy, send } = useAnswer(order, onClose)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Take ${order.number}?`}
      description={`${order.customerName} accepted quote ${order.quoteNumber}, but was archived after it was sent.`}
      actions={
        <Button tone="go" busy={busy} onClick={() => send('TAKE')}>
          Restore the customer and take it
        </Button>
      }
    >
      <Banner tone="plain" className="mb-0">
        The customer comes back into lists and choosers, and the order goes on at once. If you do not want it, cancel
        the order instead: the customer is told.
      </Banner>
    </Dialog>
  )
}
