'use client'

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { countOf } from '@/components/ui/format'
import { useRouter } from '@/components/ui/going'
import { PageHead } from '@/components/ui/page-head'
import { toast } from '@/components/ui/toast'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { Proposal } from '@/server/supply/queries/proposals'
import { BringCard } from './bring-card'
import { ProposalGroup } from './proposal-group'

/** What to buy, supplier by supplier: the quantities can be changed, nought leaves a product out. */
export function ProposalPage() {
  const trpc = useTRPC()
  const router = useRouter()
  const href = useWorkspaceHref()
  const queries = useQueryClient()
  const onError = useFailureToast()
  const { data: rows } = useSuspenseQuery(trpc.supply.proposals.queryOptions())
  const { data: brought } = useSuspenseQuery(trpc.supply.bringing.queryOptions())
  const ways = [...new Set(brought.map(({ fromId, toId }) => `${fromId} ${toId}`))]
  const [changed, setChanged] = useState<Readonly<Record<string, number | null>>>({})
  const quantityOf = (row: Proposal) => changed[row.productId] ?? (row.productId in changed ? 0 : row.quantity)
  const lines = rows.flatMap((row) =>
    row.supplierId && quantityOf(row) > 0
      ? [
          {
            productId: row.productId,
            supplierId: row.supplierId,
            quantity: quantityOf(row),
            ...(row.unitCost ? { unitCost: row.unitCost } : {}),
          },
        ]
      : [],
  )
  const lists = new Set(lines.map((line) => line.supplierId)).size
  const plan = useMutation(
    trpc.supply.planProposed.mutationOptions({
      onError,
      onSuccess: async ({ planned }) => {
        toast(`${planned.map((one) => one.number).join(', ')} planned`, { tone: 'ok' })
        await queries.invalidateQueries(trpc.pathFilter())
        router.push(href('/fulfilment/planned'))
      },
    }),
  )
  const groups = [...new Set(rows.map((row) => row.supplierId))]
  return (
    <>
      <PageHead
        crumbs={[{ label: 'Planned receipts', href: href('/fulfilment/planned') }]}
        title="What to buy"
        note="Waited for + reorder point − free − expected, in whole lots"
        go={
          rows.length > 0 && (
            <Button tone="go" busy={plan.isPending} disabled={lists === 0} onClick={() => plan.mutate({ lines })}>
              Plan {countOf(lists, 'purchase list')}
            </Button>
          )
        }
      />
      {ways.length > 0 && (
        <section aria-label="To bring from another warehouse" className="mb-3.5 flex flex-col gap-3.5">
          <p className="text-ink-2">Orders wait for this in one warehouse while it is free in another.</p>
          {ways.map((way) => (
            <BringCard key={way} rows={brought.filter(({ fromId, toId }) => `${fromId} ${toId}` === way)} />
          ))}
        </section>
      )}
      {rows.length === 0 ? (
        <Card>
          <EmptyState title="Nothing has to be bought.">
            What orders wait for, and products below their reorder point, stand here. A product’s reorder point and
            supplier are set on its stock page.
          </EmptyState>
        </Card>
      ) : (
        <div className="flex flex-col gap-3.5">
          {groups.map((supplierId) => (
            <ProposalGroup
              key={supplierId ?? 'none'}
              rows={rows.filter((row) => row.supplierId === supplierId)}
              quantityOf={quantityOf}
              onChange={(productId, quantity) => setChanged((before) => ({ ...before, [productId]: quantity }))}
            />
          ))}
        </div>
      )}
    </>
  )
}
