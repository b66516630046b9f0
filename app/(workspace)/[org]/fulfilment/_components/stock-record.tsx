'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { Tag } from '@/components/ui/tag'
import { Quantity } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import type { StockRecord as Stock } from '@/server/inventory/queries/stock'
import { CountDialog } from './count-dialog'
import { LotCard } from './lot-card'
import { moveHref } from './move-draft'
import { MovementTable } from './movement-table'
import { SupplyCard } from './supply-card'
import { WaitingCard } from './waiting-card'

/** One product in the warehouse: reservations, bins, movements, and the orders that wait for it. */
export function StockRecord({ productId, warehouseId }: { productId: string; warehouseId?: string }) {
  const trpc = useTRPC()
  const may = useMay()
  const href = useWorkspaceHref()
  const { slug } = useWorkspace()
  const { data: stock } = useSuspenseQuery(trpc.inventory.product.queryOptions({ productId, warehouseId }))
  return (
    <>
      <PageHead
        crumbs={[{ label: 'Stock', href: href('/fulfilment/stock') }]}
        title={stock.name}
        tag={
          stock.backordered > 0 ? (
            <Tag tone="warn">
              <Quantity value={stock.backordered} of={stock} /> waited for
            </Tag>
          ) : undefined
        }
        note={
          <>
            {stock.sku} {stock.gtin} ·{' '}
            {stock.elsewhere.length > 1 &&
              `${stock.elsewhere.find((one) => one.warehouseId === stock.warehouseId)?.name} · `}
            <Link href={href(`/products/${productId}`)}>the product</Link>
          </>
        }
        actions={
          <ButtonLink
            href={`/api/documents/productLabel/${productId}?organisation=${slug}`}
            target="_blank"
            prefetch={false}
          >
            Label
          </ButtonLink>
        }
        go={may('stock.receive') && <CountDialog stock={stock} />}
      />
      <div className="grid items-start gap-3.5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Movements stock={stock} />
        <div className="flex min-w-0 flex-col gap-3.5">
          <Card title="Promised">
            <Facts
              facts={[
                { label: 'On hand', value: <Quantity value={stock.onHand} of={stock} /> },
                { label: 'Reserved', value: <Quantity value={stock.reserved} of={stock} /> },
                { label: 'Picked', value: <Quantity value={stock.picked} of={stock} /> },
                stock.blocked > 0 && { label: 'Blocked', value: <Quantity value={stock.blocked} of={stock} /> },
                { label: 'Free', value: <Quantity value={stock.available} of={stock} />, strong: true },
              ]}
            />
          </Card>
          <Card title="Where it lies" aside={`home ${stock.homeBin ?? '–'}`}>
            <Facts
              facts={stock.bins.map((bin) => ({
                label:
                  may('stock.receive') && bin.quantity > 0 ? (
                    <>
                      {bin.code}{' '}
                      <Link href={href(moveHref({ fromBin: bin.code, sku: stock.sku, lot: bin.lot }))}>Move</Link>
                    </>
                  ) : (
                    bin.code
                  ),
                value: (
                  <>
                    {bin.lot && `${bin.lot}: `}
                    <Quantity value={bin.quantity} of={stock} />
                    {bin.asked > 0 && (
                      <>
                        , of which <Quantity value={bin.asked} of={stock} /> on pick lists
                      </>
                    )}
                  </>
                ),
              }))}
            />
            {stock.bins.length === 0 && <p className="text-ink-3">In no bin yet.</p>}
          </Card>
          {stock.tracking !== 'NONE' && <LotCard stock={stock} />}
          {stock.elsewhere.length > 1 && (
            <Card title="In each warehouse">
              <Facts
                facts={stock.elsewhere.map((one) => ({
                  label:
                    one.warehouseId === stock.warehouseId ? (
                      one.name
                    ) : (
                      <Link href={href(`/fulfilment/stock/${productId}?warehouse=${one.warehouseId}`)}>{one.name}</Link>
                    ),
                  value: (
                    <>
                      <Quantity value={one.onHand} of={stock} />, <Quantity value={one.available} of={stock} /> free
                    </>
                  ),
                  strong: one.warehouseId === stock.warehouseId,
                }))}
              />
            </Card>
          )}
          <SupplyCard productId={productId} />
          <WaitingCard stock={stock} />
        </div>
      </div>
    </>
  )
}

function Movements({ stock }: { stock: Stock }) {
  return (
    <Card flush title="What moved" aside="the last 50">
      {stock.movements.length === 0 ? (
        <EmptyState title="Nothing moved yet." />
      ) : (
        <MovementTable label="Stock movements" movements={stock.movements} of={stock} who />
      )}
    </Card>
  )
}
