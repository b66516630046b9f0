'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { useTRPC } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogButton } from '@/components/ui/dialog-button'
import { Field } from '@/components/ui/field'
import { goodsText } from '@/components/ui/format'
import { Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import { useWorkspace } from '@/components/ui/workspace'
import { servedBecauseWords } from '@/server/inventory/words/en'
import type { OrderPreview } from '@/server/order/queries/preview'
import type { OrderRecord } from '@/server/order/queries/record'

function useServing() {
  const { data } = useQuery(useTRPC().inventory.places.queryOptions(undefined, { staleTime: 60_000 }))
  return data?.warehouses ?? []
}

interface ServedFieldProps {
  preview: OrderPreview | undefined
  value: string
  onChange: (warehouseId: string) => void
}

/** The warehouse of a new order: by the rule, or chosen; nothing is shown where there is only one. */
export function ServedField({ preview, value, onChange }: ServedFieldProps) {
  const warehouses = useServing()
  if (warehouses.length < 2) return null
  const served = preview?.served
  return (
    <Field label="From" hint={!value && served ? `${served.name}: ${servedBecauseWords(served.because)}` : undefined}>
      <Select
        value={value}
        placeholder="By the rule"
        options={warehouses.map((one) => ({ value: one.id, label: one.name }))}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  )
}

/** From which warehouse an order goes, or from which of them, and why. */
export const servedFact = ({ order, lines }: Pick<OrderRecord, 'order' | 'lines'>) => {
  const { warehouseName, servedBecause } = order
  const goods = lines.filter((line) => line.kind === 'GOODS').map((line) => line.warehouseName)
  const names = servedBecause === 'SPLIT' ? [...new Set(goods)].join(' and ') : warehouseName
  return servedBecause && servedBecause !== 'ONLY'
    ? { label: 'From', value: `${names}: ${servedBecauseWords(servedBecause)}` }
    : null
}

/** Serves an order from another warehouse, as long as nothing of it is picked. */
export function ServeFromButton({ record: { order, lines } }: { record: OrderRecord }) {
  const warehouses = useServing()
  const begun = lines.some((line) => line.picked + line.packed + line.shipped + line.toPutBack > 0)
  const waits = lines.some((line) => line.kind === 'GOODS' && line.reserved + line.backordered > 0)
  if (warehouses.length < 2 || begun || !waits) return null
  return (
    <DialogButton button={<Button>Warehouse…</Button>}>
      {(onClose) => (
        <ServeFrom
          orderId={order.id}
          name={order.warehouseName}
          others={warehouses.filter(
            (one) => one.id !== order.warehouseId || lines.some((line) => line.warehouseId !== one.id),
          )}
          onClose={onClose}
        />
      )}
    </DialogButton>
  )
}

interface ServeFromProps {
  orderId: string
  name: string
  others: { id: string; name: string }[]
  onClose: () => void
}

function ServeFrom({ orderId, name, others, onClose }: ServeFromProps) {
  const { locale } = useWorkspace()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [warehouseId, setWarehouseId] = useState(others[0]?.id ?? '')
  const { mutate, isPending } = useMutation(
    trpc.moving.serveFrom.mutationOptions({
      onError: useFailureToast(),
      onSuccess: async ({ warehouse, backordered, unit, mixed }) => {
        const short =
          backordered > 0 ? `, where ${goodsText({ units: backordered, unit, mixed }, locale)} to wait for stock` : ''
        toast(`Served from ${warehouse}${short}`, { tone: backordered > 0 ? 'warn' : 'ok' })
        onClose()
        await queries.invalidateQueries()
      },
    }),
  )
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Serve from another warehouse"
      description={`Its reservations and pick tasks at ${name} end, and what is free at the other one is reserved there.`}
      actions={
        <Button tone="go" busy={isPending} disabled={!warehouseId} onClick={() => mutate({ orderId, warehouseId })}>
          Serve from there
        </Button>
      }
    >
      <Field label="Warehouse" required>
        <Select
          value={warehouseId}
          options={others.map((one) => ({ value: one.id, label: one.name }))}
          onChange={(event) => setWarehouseId(event.target.value)}
        />
      </Field>
    </Dialog>
  )
}
