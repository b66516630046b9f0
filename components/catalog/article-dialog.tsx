'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { fieldsOf, useSubmission } from '@/components/submission'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Dialog } from '@/components/ui/dialog'
import { DialogButton } from '@/components/ui/dialog-button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import type { ArticleRow } from '@/server/catalog/queries/articles'
import { articleInput } from '@/server/catalog/schema/article'

/** A record that one of both sides of a number is. */
interface Named {
  id: string
  name: string
}

interface ArticleDialogProps {
  /** Whose number it is; asked for when left out. */
  customer?: Named
  /** What it means; asked for when left out. */
  product?: Named
  /** The one that is changed; a new one when left out. */
  article?: ArticleRow
}

/** What a customer calls a product: their number, and perhaps their words. */
export function ArticleDialog(props: ArticleDialogProps) {
  const { article } = props
  const button = article ? (
    <Button size="sm" tone="quiet" aria-label={`Change ${article.number} of ${article.customerName}`}>
      Change
    </Button>
  ) : (
    <Button size="sm">Add a number</Button>
  )
  return <DialogButton button={button}>{(close) => <ArticleForm {...props} close={close} />}</DialogButton>
}

/** The side that the page does not say: a customer or a product, found by words. */
function useOtherSide() {
  const client = useTRPCClient()
  const customers = async (text: string, signal: AbortSignal): Promise<ComboboxOption[]> =>
    (await client.customer.search.query({ text }, { signal })).map(({ id, name, number }) => ({
      value: id,
      label: name,
      note: number,
    }))
  const products = async (text: string, signal: AbortSignal): Promise<ComboboxOption[]> =>
    (await client.catalog.search.query({ text }, { signal })).map(({ id, name, sku }) => ({
      value: id,
      label: name,
      note: sku,
    }))
  return { customers, products }
}

function ArticleForm({ customer, product, article, close }: ArticleDialogProps & { close: () => void }) {
  const trpc = useTRPC()
  const client = useTRPCClient().catalog
  const queries = useQueryClient()
  const search = useOtherSide()
  const [chosen, setChosen] = useState<ComboboxOption | null>(null)
  const { busy, text, fields, submit } = useSubmission({
    schema: articleInput,
    send: (input) => (article ? client.changeArticle.mutate(input) : client.addArticle.mutate(input)),
    onDone: () => {
      toast(article ? 'Number changed' : 'Number added')
      close()
      void queries.invalidateQueries(trpc.pathFilter())
    },
  })
  const customerId = article?.customerId ?? customer?.id ?? chosen?.value ?? ''
  const productId = article?.productId ?? product?.id ?? chosen?.value ?? ''
  return (
    <Dialog
      open
      onOpenChange={close}
      title={article ? `What ${article.customerName} calls ${article.sku}` : 'Add a number'}
      description="It finds the product when they order, and stands on their confirmations, packing slips and invoices."
      size="sm"
      actions={
        <Button type="submit" form="article" tone="go" busy={busy}>
          {article ? 'Change' : 'Add'}
        </Button>
      }
    >
      <form
        id="article"
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          const { number = '', description = '' } = fieldsOf(event.currentTarget)
          void submit({ customerId, productId, number, description })
        }}
      >
        {text && (
          <Banner tone="bad" live className="mb-0">
            {text}
          </Banner>
        )}
        {!article && !customer && (
          <Field label="Customer" required error={fields.customerId}>
            <Combobox
              value={chosen}
              onValueChange={setChosen}
              search={search.customers}
              placeholder="Name or number"
              autoFocus
            />
          </Field>
        )}
        {!article && !product && (
          <Field label="Product" required error={fields.productId}>
            <Combobox
              value={chosen}
              onValueChange={setChosen}
              search={search.products}
              placeholder="SKU, name or barcode"
              autoFocus
            />
          </Field>
        )}
        <Field label="Their number" required error={fields.number ?? (product && fields.productId)}>
          <Input name="number" defaultValue={article?.number} maxLength={60} autoFocus={Boolean(article)} />
        </Field>
        <Field label="Their words" hint="Only if they call it otherwise than you do." error={fields.description}>
          <Input name="description" defaultValue={article?.description ?? ''} maxLength={300} />
        </Field>
      </form>
    </Dialog>
  )
}

/** Forgets what a customer calls a product. */
export function RemoveArticle({ article: { customerId, productId, customerName, number } }: { article: ArticleRow }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onError = useFailureToast()
  const remove = useMutation(
    trpc.catalog.removeArticle.mutationOptions({
      onError,
      onSuccess: () => queries.invalidateQueries(trpc.pathFilter()),
    }),
  )
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" tone="quiet" aria-label={`Remove ${number} of ${customerName}`}>
          ✕
        </Button>
      }
      title={`Remove ${number}?`}
      description="Documents that were issued keep it."
      confirmLabel="Remove"
      onConfirm={() => remove.mutateAsync({ customerId, productId })}
    />
  )
}
