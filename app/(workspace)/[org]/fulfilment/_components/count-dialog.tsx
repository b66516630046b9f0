'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { nothingCounted, unitsCounted } from '@/components/catalog/in-packs'
import { PackQuantity } from '@/components/catalog/pack-quantity'
import { useVerb } from '@/components/collection/use-verb'
import { useFailure } from '@/components/failure'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogButton } from '@/components/ui/dialog-button'
import { Field } from '@/components/ui/field'
import { formatQuantity } from '@/components/ui/format'
import { Select } from '@/components/ui/select'
import { useWorkspace } from '@/components/ui/workspace'
import type { StockRecord } from '@/server/inventory/queries/stock'
import type { CountInput } from '@/server/order/schema'
import { LotFields } from './lot-fields'

/**
 * Sets the quantity that really is in a bin. The difference becomes a stock movement, and reservations are reduced if
 * they exceed it.
 */
export const CountDialog = (props: { stock: StockRecord }) => (
  <DialogButton button={<Button tone="go">Count</Button>}>
    {(onClose) => <Count {...props} onClose={onClose} />}
  </DialogButton>
)

function Count({ stock, onClose }: { stock: StockRecord } & { onClose: () => void }) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const { data: places } = useQuery({ ...trpc.inventory.places.queryOptions() })
  const bins = places?.bins.filter((bin) => bin.warehouseId === stock.warehouseId) ?? []
  const home = bins.find((bin) => bin.code === stock.homeBin)?.id
  const [binId, setBinId] = useState<string | null>(null)
  const [counted, setCounted] = useState(nothingCounted)
  const quantity = unitsCounted(counted, stock.packs)
  const [lot, setLot] = useState({ lot: '', expiresOn: '' })
  const tracked = stock.tracking !== 'NONE'
  const chosen = binId ?? home ?? ''
  const failure = useFailure()
  const { locale } = useWorkspace()
  const some = (value: number) => formatQuantity(value, stock, locale)
  /** A count that equals the books changes nothing and is no error. */
  const asExpected = (error: unknown) => {
    if (failure(error).code === 'NOTHING_CHANGED') return { difference: 0, lost: 0 }
    throw error
  }
  const count = useVerb(
    (input: CountInput) => client.order.count.mutate(input).catch(asExpected),
    ({ difference, lost }) =>
      lost > 0
        ? `Difference ${some(difference)}; ${some(lost)} reserved became backorders`
        : difference === 0
          ? 'Counted: as the books say'
          : `Difference ${difference > 0 ? '+' : ''}${some(difference)}`,
  )
  const send = async () => {
    await count.mutateAsync({
      warehouseId: stock.warehouseId,
      productId: stock.productId,
      quantity: quantity ?? 0,
      ...(tracked ? { lot: { number: lot.lot, ...(lot.expiresOn ? { expiresOn: lot.expiresOn } : {}) } } : {}),
      ...(chosen ? { binId: chosen } : {}),
    })
    onClose()
    setCounted(nothingCounted)
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Count ${stock.sku}`}
      description="What is in one bin now. If fewer units are there than are reserved, the order with the latest promise loses its reservation."
      actions={
        <Button
          tone="go"
          busy={count.isPending}
          disabled={quantity === null || (tracked && !lot.lot)}
          onClick={() => void send().catch(() => {})}
        >
          Set the count
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Field name="binId" label="Bin" required>
          <Select
            value={chosen}
            onChange={(event) => setBinId(event.target.value)}
            options={bins.map((bin) => ({
              value: bin.id,
              label: `${bin.code}, ${some(stock.bins.filter((one) => one.binId === bin.id).reduce((sum, one) => sum + one.quantity, 0))} expected`,
            }))}
          />
        </Field>
        {tracked && (
          <Field
            name="lot"
            label={stock.tracking === 'SERIAL' ? 'Serial number' : 'Lot, and its last day when it is new'}
            required
          >
            <LotFields of={stock} {...lot} onChange={(changes) => setLot({ ...lot, ...changes })} />
          </Field>
        )}
        <PackQuantity of={stock} packs={stock.packs} value={counted} onChange={setCounted} />
      </div>
    </Dialog>
  )
}
