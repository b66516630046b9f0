'use client'

import { useMay } from '@/components/may'
import { ScanField } from '@/components/shell/scan-field'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { countOf } from '@/components/ui/format'
import { Input } from '@/components/ui/input'
import { useWorkspaceHref } from '@/components/ui/workspace'
import { FloorPage } from './floor-page'
import { GoodsInLines } from './goods-in-lines'
import { useArrivals } from './use-arrivals'

/** Goods come in by scanning: each scan is one more; what waits for them is served when they are received. */
export function GoodsIn() {
  const may = useMay()
  const href = useWorkspaceHref()
  const { draft, change, scan, answer, submit, busy, unanswered } = useArrivals()
  const { lines, reference, unread } = draft
  const arrived = lines.flatMap(({ product, quantity, binId }) =>
    quantity ? [{ productId: product.productId, quantity, ...(binId ? { binId } : {}) }] : [],
  )
  const units = arrived.reduce((sum, line) => sum + line.quantity, 0)
  return (
    <FloorPage
      crumbs={[{ label: 'Fulfilment', href: href('/fulfilment') }]}
      title="Goods in"
      note="Scan what arrived; orders that wait for it are served first come, first served"
      go={
        may('stock.receive') && {
          label: units > 0 ? `Receive ${countOf(units, 'unit')}` : 'Receive',
          busy,
          disabled: arrived.length === 0 || unread.length > 0,
          send: () => submit({ lines: arrived, reference: reference.trim() || undefined }),
        }
      }
      unanswered={unanswered}
    >
      <div className="flex flex-col gap-3.5">
        <ScanField label="Scan a product, or type its SKU" typing onScan={scan} answer={answer} />
        {unread.length > 0 && (
          <p role="status" className="text-ink-2">
            {countOf(unread.length, 'scan')} still to look up.
          </p>
        )}
        <Card flush title="Arrived" aside={lines.length > 0 && countOf(lines.length, 'product')}>
          {lines.length === 0 ? (
            <EmptyState title="Nothing scanned yet.">
              Each scan adds one unit; the quantity can be typed too.
            </EmptyState>
          ) : (
            <GoodsInLines lines={lines} onChange={(next) => change({ lines: next })} />
          )}
        </Card>
        <Field label="Delivery note or supplier" className="max-w-md">
          <Input value={reference} maxLength={100} onChange={(event) => change({ reference: event.target.value })} />
        </Field>
      </div>
    </FloorPage>
  )
}
