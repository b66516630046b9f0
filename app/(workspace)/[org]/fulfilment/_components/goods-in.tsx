'use client'

import { useEffect } from 'react'
import { oneSerialEach, withPasted } from '@/components/fulfilment/arrived'
import { useMay } from '@/components/may'
import { PasteRows } from '@/components/order/paste-rows'
import { ScanField } from '@/components/shell/scan-field'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { countOf, goodsText } from '@/components/ui/format'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import { goodsIn } from '@/server/platform/money/quantity'
import { type Manner, speak } from '@/server/platform/words/words'
import type { ExpectedReceipt } from '@/server/supply/queries/planned'
import { FloorPage } from './floor-page'
import { GoodsInLines } from './goods-in-lines'
import { GoodsInPlan } from './goods-in-plan'
import { useArrivals } from './use-arrivals'
import type { ArrivedLine } from './use-bins'
import { usePastedStock } from './use-pasted'
import { WarehouseField } from './warehouse-field'

/** Which list, of whom, for when. */
const listWords = ({ number, supplierName, expectedOn, late }: ExpectedReceipt, manner: Manner) =>
  `${number} · ${supplierName} · ${speak(manner).day(expectedOn)}${late ? ', late' : ''}`

/** Goods come in by scanning: each scan is one more; what waits for them is served when they are received. */
export function GoodsIn({ plannedReceiptId }: { plannedReceiptId?: string }) {
  const may = useMay()
  const href = useWorkspaceHref()
  const workspace = useWorkspace()
  const { locale } = workspace
  const { draft, change, scan, answer, expected, submit, busy, unanswered } = useArrivals()
  const { lines, reference, unread, closes, warehouseId } = draft
  // Who comes from a purchase list takes in what came on it.
  const begun = expected.find((one) => one.id === plannedReceiptId)?.warehouseId
  useEffect(() => {
    if (plannedReceiptId) change({ plannedReceiptId, closes: false, ...(begun ? { warehouseId: begun } : {}) })
  }, [plannedReceiptId, begun, change])
  const planned = expected.find((one) => one.id === draft.plannedReceiptId)
  const pasted = usePastedStock(warehouseId ?? undefined, (product, quantity) => {
    const made = { product, quantity, binId: null }
    if (!withPasted<ArrivedLine>([], made)) return oneSerialEach(product.sku)
    change(({ lines: before }) => ({ lines: withPasted<ArrivedLine>(before, made) ?? before }))
    return null
  })
  const arrived = lines.flatMap(({ product, quantity, binId, lot, expiresOn }) =>
    quantity
      ? [
          {
            productId: product.productId,
            quantity,
            ...(binId ? { binId } : {}),
            ...(lot ? { lot: { number: lot, ...(expiresOn ? { expiresOn } : {}) } } : {}),
          },
        ]
      : [],
  )
  const withoutLot = lines.filter(({ product, quantity, lot }) => product.tracking !== 'NONE' && quantity && !lot)
  const byProduct = new Map<string, number>()
  for (const line of arrived) byProduct.set(line.productId, (byProduct.get(line.productId) ?? 0) + line.quantity)
  const goods = goodsIn(
    lines.map(({ product, quantity }) => ({ ...product, quantity: quantity ?? 0 })),
    (line) => line.quantity,
  )
  return (
    <FloorPage
      crumbs={[{ label: 'Fulfilment', href: href('/fulfilment') }]}
      title="Goods in"
      note="Scan what arrived; orders that wait for it are served by their promised days"
      go={
        may('stock.receive') && {
          label: goods.units > 0 ? `Receive ${goodsText(goods, locale)}` : 'Receive',
          busy,
          disabled: arrived.length === 0 || unread.length > 0 || withoutLot.length > 0,
          send: () =>
            submit({
              lines: arrived,
              ...(warehouseId ? { warehouseId } : {}),
              reference: reference.trim() || undefined,
              ...(planned ? { plannedReceiptId: planned.id, rest: closes ? 'CLOSED' : 'EXPECTED' } : {}),
            }),
        }
      }
      unanswered={unanswered}
    >
      <div className="flex flex-col gap-3.5">
        <ScanField label="Scan a product, or type its SKU" typing takesRows onScan={scan} answer={answer} />
        {unread.length > 0 && (
          <p role="status" className="text-ink-2">
            {countOf(unread.length, 'scan')} still to look up.
          </p>
        )}
        <WarehouseField
          label="Into"
          value={warehouseId}
          disabled={planned !== undefined}
          onChange={(next) =>
            change(({ lines: before }) => ({
              warehouseId: next,
              lines: before.map((line) => ({ ...line, binId: null })),
            }))
          }
        />
        {expected.length > 0 && (
          <Field label="Came on" className="max-w-md">
            <Select
              value={planned?.id ?? ''}
              placeholder="No purchase list"
              options={expected.map((one) => ({ value: one.id, label: listWords(one, workspace) }))}
              onChange={(event) => {
                const chosen = expected.find((one) => one.id === event.target.value)
                change({
                  plannedReceiptId: chosen?.id ?? null,
                  closes: false,
                  ...(chosen ? { warehouseId: chosen.warehouseId } : {}),
                })
              }}
            />
          </Field>
        )}
        {planned && (
          <GoodsInPlan
            planned={planned}
            arrived={byProduct}
            closes={closes}
            onCloses={(next) => change({ closes: next })}
          />
        )}
        {withoutLot.length > 0 && (
          <p role="status" className="text-ink-2">
            {countOf(withoutLot.length, 'line')} still without lot or serial number.
          </p>
        )}
        <Card
          flush
          title="Arrived"
          aside={
            <span className="flex items-center gap-2">
              {lines.length > 0 && countOf(lines.length, 'product')}
              <PasteRows onLines={pasted} />
            </span>
          }
        >
          {lines.length === 0 ? (
            <EmptyState title="Nothing scanned yet.">
              Each scan adds one unit; the quantity can be typed too.
            </EmptyState>
          ) : (
            <GoodsInLines
              lines={lines}
              warehouseId={warehouseId ?? undefined}
              onChange={(next) => change({ lines: next })}
            />
          )}
        </Card>
        <Field label={planned ? 'Delivery note' : 'Delivery note or supplier'} className="max-w-md">
          <Input value={reference} maxLength={100} onChange={(event) => change({ reference: event.target.value })} />
        </Field>
      </div>
    </FloorPage>
  )
}
