'use client'

import { useRef, useState } from 'react'
import { useFailure } from '@/components/failure'
import { useDraft } from '@/components/fulfilment/draft'
import { lotScanned, scannedOf } from '@/components/fulfilment/scan'
import { PasteRows } from '@/components/order/paste-rows'
import { ScanField, type ScanFieldProps } from '@/components/shell/scan-field'
import { useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Card } from '@/components/ui/card'
import { DatePicker } from '@/components/ui/date-picker'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { countOf, goodsText, quantityOf } from '@/components/ui/format'
import { useRouter } from '@/components/ui/going'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Quantity } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import { goodsIn } from '@/server/platform/money/quantity'
import { addDays, isDay } from '@/server/platform/time/calendar'
import { FloorPage } from './floor-page'
import { LotChoice } from './lot-choice'
import { QuantityLines } from './quantity-lines'
import { nothing, type TransferLine, withMore } from './transfer-draft'
import { useWarehouses } from './use-bins'
import { usePastedStock } from './use-pasted'
import { useProposed } from './use-proposed'

/** Sends goods to another warehouse: each scan is one more. */
export function TransferForm() {
  const client = useTRPCClient()
  const router = useRouter()
  const failure = useFailure()
  const href = useWorkspaceHref()
  const { today, locale } = useWorkspace()
  const warehouses = useWarehouses()
  const [answer, setAnswer] = useState<ScanFieldProps['answer']>(null)
  const { draft, change, submit, busy, unanswered } = useDraft('transfer', nothing, {
    send: client.moving.send.mutate,
    words: ({ number, ...goods }) => `${number}: ${goodsText(goods, locale)} sent`,
    onDone: ({ id }) => router.push(href(`/fulfilment/transfers/${id}`)),
  })
  const proposed = useProposed(draft, change)
  const from = draft.from || (warehouses[0]?.id ?? '')
  const to = draft.to && draft.to !== from ? draft.to : (warehouses.find((one) => one.id !== from)?.id ?? '')
  const expectedOn = draft.expectedOn || addDays(today, 1)
  const pasted = usePastedStock(from || undefined, (product, more) => {
    change(({ lines }) => ({ lines: withMore(lines, product, more) }))
    return null
  })
  const look = async (code: string) => {
    try {
      const product = await client.inventory.byCode.query({ code, warehouseId: from })
      if (!product)
        return setAnswer({ tone: 'bad', text: `${code} is no product that is stocked there; capitals count.` })
      const lot = lotScanned(product, code)
      change(({ lines }) => ({ lines: withMore(lines, product, scannedOf(product, code), lot) }))
      setAnswer({
        tone: 'ok',
        text: `${product.name}${lot ? `, ${lot}` : ''}, ${quantityOf(product.available, product, locale)} free`,
      })
    } catch (error) {
      setAnswer({ tone: 'bad', text: failure(error).text })
    }
  }
  const queue = useRef(Promise.resolve())
  const scan = (code: string) => {
    queue.current = queue.current.then(() => look(code))
  }
  const lines = draft.lines.flatMap(({ product, quantity, lot }) =>
    quantity ? [{ productId: product.productId, quantity, ...(lot ? { lot } : {}) }] : [],
  )
  const changeLine = (key: string, changes: Partial<TransferLine>) =>
    change(({ lines: before }) => ({
      lines: before.map((line) => (line.key === key ? { ...line, ...changes } : line)),
    }))
  const goods = goodsIn(
    draft.lines.map(({ product, quantity }) => ({ ...product, quantity: quantity ?? 0 })),
    (line) => line.quantity,
  )
  const options = warehouses.map((one) => ({ value: one.id, label: one.name }))
  const send = () =>
    submit({ fromWarehouseId: from, toWarehouseId: to, expectedOn, note: draft.note.trim() || undefined, lines })
  return (
    <FloorPage
      crumbs={[{ label: 'Transfers', href: href('/fulfilment/transfers') }]}
      title="New transfer"
      note="Scan what leaves; it is taken from its bins and expected at the other warehouse"
      go={{
        label: goods.units > 0 ? `Send ${goodsText(goods, locale)}` : 'Send',
        busy,
        disabled: goods.units === 0 || !to || !isDay(expectedOn),
        send,
      }}
      unanswered={unanswered}
    >
      <div className="flex flex-col gap-3.5">
        {proposed}
        {warehouses.length === 1 && (
          <Banner tone="warn" title="There is only one warehouse">
            Add another one under Settings → Warehouses first.
          </Banner>
        )}
        <div className="flex flex-wrap gap-3.5">
          <Field label="From" required>
            <Select
              className="w-48"
              value={from}
              options={options}
              onChange={(event) => change({ from: event.target.value, lines: [] })}
            />
          </Field>
          <Field label="To" required>
            <Select
              className="w-48"
              value={to}
              options={options.filter((one) => one.value !== from)}
              onChange={(event) => change({ to: event.target.value })}
            />
          </Field>
          <Field label="Expected on" required error={!isDay(expectedOn) && 'Choose a day.'}>
            <DatePicker value={expectedOn} onValueChange={(day) => change({ expectedOn: day })} min={today} />
          </Field>
        </div>
        <ScanField label="Scan a product, or type its SKU" typing takesRows onScan={scan} answer={answer} />
        <Card
          flush
          title="Leaves"
          aside={
            <span className="flex items-center gap-2">
              {draft.lines.length > 0 && countOf(draft.lines.length, 'product')}
              <PasteRows onLines={pasted} />
            </span>
          }
        >
          {draft.lines.length === 0 ? (
            <EmptyState title="Nothing scanned yet.">
              Each scan adds one unit; the quantity can be typed too.
            </EmptyState>
          ) : (
            <QuantityLines
              label="What leaves"
              lines={draft.lines.map(({ key, product, quantity, lot }) => ({
                ...product,
                id: key,
                facts: (
                  <>
                    <Quantity value={product.available} of={product} /> free
                  </>
                ),
                choice: product.tracking !== 'NONE' && (
                  <LotChoice product={product} lot={lot ?? ''} onLot={(next) => changeLine(key, { lot: next })} />
                ),
                most: Math.max(0, product.available),
                quantity,
              }))}
              onQuantity={(key, quantity) => changeLine(key, { quantity })}
            />
          )}
        </Card>
        <Field label="Note" className="max-w-md">
          <Input value={draft.note} maxLength={2000} onChange={(event) => change({ note: event.target.value })} />
        </Field>
      </div>
    </FloorPage>
  )
}
