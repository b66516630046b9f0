'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '@/components/may'
import { useSubmission } from '@/components/submission'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { DecimalInput } from '@/components/ui/decimal-input'
import { Dialog } from '@/components/ui/dialog'
import { DialogButton } from '@/components/ui/dialog-button'
import { Facts } from '@/components/ui/facts'
import { Field } from '@/components/ui/field'
import { Link } from '@/components/ui/link'
import { QuantityInput } from '@/components/ui/quantity-input'
import { Day, Quantity, UnitPrice } from '@/components/ui/text'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import { smallestOf } from '@/server/platform/money/quantity'
import type { ProductSupply } from '@/server/supply/queries/proposals'
import { supplyInput } from '@/server/supply/schema'

/** How a product is bought and what of it is expected; for who may see that. */
export function SupplyCard({ productId }: { productId: string }) {
  const trpc = useTRPC()
  const may = useMay()
  const href = useWorkspaceHref()
  const { data: supply } = useQuery({
    ...trpc.supply.ofProduct.queryOptions({ productId }),
    enabled: may('supply.read'),
  })
  if (!supply) return null
  return (
    <Card
      title="Bought"
      aside={
        may('supply.change') && (
          <DialogButton button={<Button size="sm">Change</Button>}>
            {(onClose) => <SupplyDialog productId={productId} supply={supply} onClose={onClose} />}
          </DialogButton>
        )
      }
    >
      <Facts
        facts={[
          { label: 'From', value: supply.supplierName ?? '–' },
          { label: 'Reorder point', value: <Quantity value={supply.reorderPoint} of={supply} /> },
          supply.multiple > 1 && { label: 'In lots of', value: <Quantity value={supply.multiple} of={supply} /> },
          supply.unitCost !== null && {
            label: 'Cost',
            value: <UnitPrice price={supply.unitCost} priceQuantity={smallestOf(supply)} of={supply} />,
          },
          ...supply.expected.map((one) => ({
            label: (
              <>
                <Link href={href(`/fulfilment/planned/${one.id}`)}>{one.number}</Link> {one.supplierName}
              </>
            ),
            value: (
              <>
                <Quantity value={one.units} of={supply} />, <Day day={one.expectedOn} />
              </>
            ),
          })),
        ]}
      />
    </Card>
  )
}

interface SupplyDialogProps {
  productId: string
  supply: ProductSupply
  onClose: () => void
}

function SupplyDialog({ productId, supply, onClose }: SupplyDialogProps) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  const { currency } = useWorkspace()
  const [supplier, setSupplier] = useState<ComboboxOption | null>(
    supply.supplierId ? { value: supply.supplierId, label: supply.supplierName ?? '' } : null,
  )
  const [reorderPoint, setReorderPoint] = useState<number | null>(supply.reorderPoint)
  const [multiple, setMultiple] = useState<number | null>(supply.multiple)
  const [unitCost, setUnitCost] = useState(supply.unitCost ?? '')
  const { busy, text, fields, submit } = useSubmission({
    schema: supplyInput,
    send: client.supply.setOfProduct.mutate,
    onDone: async () => {
      await queries.invalidateQueries(trpc.pathFilter())
      onClose()
    },
  })
  const search = async (query: string, signal: AbortSignal) => {
    const found = await client.supply.searchSuppliers.query({ text: query }, { signal })
    return found.map(({ id, name, number }) => ({ value: id, label: name, note: number }))
  }
  const send = () =>
    void submit({
      productId,
      supplierId: supplier?.value ?? null,
      reorderPoint: reorderPoint ?? 0,
      multiple: multiple ?? 1,
      unitCost: unitCost || null,
    })
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="How it is bought"
      description="What is free and expected below the reorder point is proposed under What to buy."
      size="sm"
      actions={
        <Button tone="go" busy={busy} onClick={send}>
          Save
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        {text && (
          <Banner tone="bad" live className="mb-0">
            {text}
          </Banner>
        )}
        <Field label="Supplier" optional error={fields.supplierId}>
          <Combobox
            value={supplier}
            onValueChange={setSupplier}
            search={search}
            placeholder="Name or number"
            empty="No supplier fits."
          />
        </Field>
        <Field label="Reorder point" error={fields.reorderPoint}>
          <QuantityInput value={reorderPoint} onValueChange={setReorderPoint} of={supply} />
        </Field>
        <Field label="In lots of" error={fields.multiple}>
          <QuantityInput value={multiple} onValueChange={setMultiple} min={1} of={supply} />
        </Field>
        <Field label="Cost of one" optional error={fields.unitCost}>
          <DecimalInput currency={currency} value={unitCost} onValueChange={setUnitCost} />
        </Field>
      </div>
    </Dialog>
  )
}
