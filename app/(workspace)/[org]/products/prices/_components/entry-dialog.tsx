'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { fieldsOf, useSubmission } from '@/components/submission'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { DecimalInput } from '@/components/ui/decimal-input'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { priceText } from '@/components/ui/format'
import { QuantityInput } from '@/components/ui/quantity-input'
import { Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import type { EntryRow } from '@/server/pricing/queries/entries'
import type { PriceListRecord } from '@/server/pricing/queries/lists'
import { type ChosenProduct, measureOf } from '../../../order/_components/line-draft'

const kinds = [
  { value: 'PRICE', label: 'A fixed price' },
  { value: 'PERCENT', label: 'Percent off the product’s own price' },
]

interface EntryDialogProps {
  list: Pick<PriceListRecord, 'id' | 'name' | 'currency' | 'withTax'>
  /** The one that is changed; a new one when left out. */
  entry?: EntryRow
}

/** What a product costs on a list from a quantity on. */
export function EntryDialog({ list, entry }: EntryDialogProps) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const [product, setProduct] = useState<ChosenProduct | null>(null)
  const [from, setFrom] = useState<number | null>(entry?.fromQuantity ?? null)
  const measure = entry ?? measureOf(product)
  const [kind, setKind] = useState(entry?.percentOff ? 'PERCENT' : 'PRICE')
  const { busy, text, fields, submit } = useSubmission({
    send: async (given: { fromQuantity: number; unitPrice?: string; percentOff?: string }) => {
      if (entry) return client.pricing.changeEntry.mutate({ id: entry.id, ...given })
      await client.pricing.addEntry.mutate({ priceListId: list.id, productId: product?.value ?? '', ...given })
    },
    onDone: () => {
      toast(entry ? 'Price changed' : 'Price added')
      setOpen(false)
      setProduct(null)
      void queries.invalidateQueries(trpc.pathFilter())
    },
  })
  const findProduct = async (typed: string, signal: AbortSignal): Promise<ChosenProduct[]> =>
    (await client.catalog.search.query({ text: typed }, { signal })).map(({ id, name, sku, unit, places }) => ({
      value: id,
      label: name,
      note: sku,
      unit,
      places,
    }))
  const form = `entry-${entry?.id ?? 'new'}`
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        entry ? (
          <Button size="sm" tone="quiet" aria-label={`Change the price of ${entry.name} from ${entry.fromQuantity}`}>
            Change
          </Button>
        ) : (
          <Button tone="go">Add a price</Button>
        )
      }
      title={entry ? `Price of ${entry.name}` : `Add a price to ${list.name}`}
      description="What was ordered keeps its price."
      size="sm"
      actions={
        <Button type="submit" form={form} tone="go" busy={busy}>
          {entry ? 'Change' : 'Add'}
        </Button>
      }
    >
      <form
        id={form}
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          const { price = '' } = fieldsOf(event.currentTarget)
          void submit({
            fromQuantity: from ?? 1,
            ...(kind === 'PRICE' ? { unitPrice: price } : { percentOff: price }),
          })
        }}
      >
        {text && (
          <Banner tone="bad" live className="mb-0">
            {text}
          </Banner>
        )}
        {!entry && (
          <Field label="Product" required error={fields.productId}>
            <Combobox
              takesRows
              value={product}
              onValueChange={setProduct}
              search={findProduct}
              placeholder="SKU, name or barcode"
              autoFocus
            />
          </Field>
        )}
        <Field label="From this quantity on" required error={fields.fromQuantity}>
          <QuantityInput of={measure} min={1} value={from ?? 1} onValueChange={setFrom} />
        </Field>
        <Field label="Kind" required>
          <Select options={kinds} value={kind} onChange={(event) => setKind(event.target.value)} />
        </Field>
        {kind === 'PRICE' ? (
          <Field
            label={`Price in ${list.currency}, ${list.withTax ? 'with' : 'without'} tax`}
            required
            error={fields.unitPrice}
          >
            <DecimalInput
              key="price"
              name="price"
              currency={list.currency}
              maxLength={20}
              defaultValue={entry?.unitPrice ? priceText(entry.unitPrice, list.currency) : ''}
            />
          </Field>
        ) : (
          <Field label="Percent off" required error={fields.percentOff}>
            <DecimalInput key="percent" name="price" unit="%" maxLength={8} defaultValue={entry?.percentOff ?? ''} />
          </Field>
        )}
      </form>
    </Dialog>
  )
}

/** Takes a price off its list. */
export function RemoveEntry({ entry: { id, name, fromQuantity } }: { entry: EntryRow }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onError = useFailureToast()
  const remove = useMutation(
    trpc.pricing.removeEntry.mutationOptions({
      onError,
      onSuccess: () => queries.invalidateQueries(trpc.pathFilter()),
    }),
  )
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" tone="quiet" aria-label={`Remove the price of ${name} from ${fromQuantity}`}>
          ✕
        </Button>
      }
      title={`Remove this price of ${name}?`}
      description="What was ordered keeps its price."
      confirmLabel="Remove"
      onConfirm={() => remove.mutateAsync({ id })}
    />
  )
}
