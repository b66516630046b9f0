'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldsOf, useSubmission } from '@/components/submission'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { QuantityInput } from '@/components/ui/quantity-input'
import { toast } from '@/components/ui/toast'
import type { ProductRecord } from '@/server/catalog/queries'

const words = {
  receive: {
    open: 'Receive goods',
    title: 'Receive goods',
    description: 'They go to the home bin, and orders that wait for them are served at once.',
    label: 'Units received',
    done: 'Goods received',
  },
  count: {
    open: 'Count',
    title: 'Set the counted quantity',
    description: 'The truth on the shelf counts: promises that it cannot keep become backorders.',
    label: 'Units counted on the shelf',
    done: 'Count recorded',
  },
}

interface StockDialogProps {
  product: ProductRecord
  verb: 'receive' | 'count'
}

/** Goods in, or the quantity found on the shelf, of one product in the default warehouse. */
export function StockDialog({ product, verb }: StockDialogProps) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const [quantity, setQuantity] = useState<number | null>(null)
  const say = words[verb]
  const { busy, text, fields, submit } = useSubmission({
    send: async ({ quantity, reference }: { quantity: number; reference?: string }) => {
      if (verb === 'count') await client.order.count.mutate({ productId: product.id, quantity })
      else
        await client.order.receive.mutate({
          lines: [{ productId: product.id, quantity }],
          reference: reference || undefined,
        })
    },
    onDone: () => {
      toast(say.done)
      setOpen(false)
      void queries.invalidateQueries(trpc.pathFilter())
    },
  })
  const form = `${verb}-form`
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        setQuantity(null)
      }}
      trigger={<Button tone={verb === 'receive' ? 'go' : 'plain'}>{say.open}</Button>}
      title={say.title}
      description={say.description}
      size="sm"
      actions={
        <Button type="submit" form={form} tone="go" busy={busy}>
          {say.open}
        </Button>
      }
    >
      <form
        id={form}
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          void submit({ quantity: quantity ?? 0, reference: fieldsOf(event.currentTarget).reference })
        }}
      >
        {text && (
          <Banner tone="bad" live className="mb-0">
            {text}
          </Banner>
        )}
        <Field label={say.label} required error={fields.quantity}>
          <QuantityInput of={product} value={quantity} onValueChange={setQuantity} autoFocus />
        </Field>
        {verb === 'receive' && (
          <Field label="Delivery note" error={fields.reference}>
            <Input name="reference" maxLength={100} />
          </Field>
        )}
      </form>
    </Dialog>
  )
}
