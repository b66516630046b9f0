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
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { QuantityInput } from '@/components/ui/quantity-input'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Day, Quantity } from '@/components/ui/text'
import { toast } from '@/components/ui/toast'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { Proposal } from '@/server/supply/queries/proposals'

/** What to buy, supplier by supplier: the quantities can be changed, nought leaves a product out. */
export function ProposalPage() {
  const trpc = useTRPC()
  const router = useRouter()
  const href = useWorkspaceHref()
  const queries = useQueryClient()
  const onError = useFailureToast()
  const { data: rows } = useSuspenseQuery(trpc.supply.proposals.queryOptions())
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
            <Group
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

interface GroupProps {
  rows: readonly Proposal[]
  quantityOf: (row: Proposal) => number
  onChange: (productId: string, quantity: number | null) => void
}

/** What to buy of one supplier; of products without one, where to name it. */
function Group({ rows, quantityOf, onChange }: GroupProps) {
  const href = useWorkspaceHref()
  const [first] = rows
  const supplied = first?.supplierId != null
  return (
    <Card
      flush
      title={first?.supplierName ?? 'No supplier named'}
      aside={
        supplied ? (
          <>
            would come on <Day day={first?.expectedOn ?? null} style="weekday" />
          </>
        ) : (
          'name one on the stock page of the product'
        )
      }
    >
      <Table label={first?.supplierName ?? 'No supplier named'}>
        <TableHead>
          <tr>
            <HeadCell importance="medium">SKU</HeadCell>
            <HeadCell grow>Product</HeadCell>
            <HeadCell numeric>Waited for</HeadCell>
            <HeadCell numeric importance="low">
              Reorder point
            </HeadCell>
            <HeadCell numeric importance="medium">
              Free
            </HeadCell>
            <HeadCell numeric importance="low">
              Expected
            </HeadCell>
            <HeadCell numeric>To buy</HeadCell>
          </tr>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <Row key={row.productId}>
              <Cell importance="medium">
                <Link href={href(`/fulfilment/stock/${row.productId}`)}>{row.sku}</Link>
              </Cell>
              <Cell grow>{row.name}</Cell>
              <Cell numeric>{row.waiting === 0 ? '–' : <Quantity value={row.waiting} className="text-warn" />}</Cell>
              <Cell numeric importance="low">
                {row.reorderPoint === 0 ? '–' : <Quantity value={row.reorderPoint} />}
              </Cell>
              <Cell numeric importance="medium">
                <Quantity value={row.free} />
              </Cell>
              <Cell numeric importance="low">
                {row.expected === 0 ? '–' : <Quantity value={row.expected} />}
              </Cell>
              <Cell numeric>
                {supplied ? (
                  <QuantityInput
                    aria-label={`Units of ${row.sku} to buy`}
                    className="ml-auto w-24"
                    value={quantityOf(row)}
                    onValueChange={(quantity) => onChange(row.productId, quantity)}
                  />
                ) : (
                  <Quantity value={row.quantity} />
                )}
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}
