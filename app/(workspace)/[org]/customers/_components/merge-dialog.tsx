'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFailureToast } from '@/components/failure'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { Dialog } from '@/components/ui/dialog'
import { DialogButton } from '@/components/ui/dialog-button'
import { Facts } from '@/components/ui/facts'
import { Field } from '@/components/ui/field'
import { useRouter } from '@/components/ui/going'
import { Money } from '@/components/ui/text'
import { toast } from '@/components/ui/toast'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import type { CustomerRecord } from '@/server/customer/queries'
import { refusals } from '@/server/customer/words/en'
import { speak } from '@/server/platform/words/words'
import type { MergeOutlook } from '@/server/receivable/queries/merging'

type Customer = Pick<CustomerRecord, 'id' | 'number' | 'name'>

export function MergeButton({ customer }: { customer: Customer }) {
  return (
    <DialogButton button={<Button>Merge…</Button>}>
      {(close) => <MergeDialog customer={customer} onClose={close} />}
    </DialogButton>
  )
}

/** What moves, line by line; what there is none of is left out. */
function Moves({ outlook: { moving, clashes, limitMinor, from, into } }: { outlook: MergeOutlook }) {
  const counted = [
    ['Orders', moving.orders],
    ['Quotes', moving.quotes],
    ['Invoices and credit notes', moving.invoices],
    ['Payments', moving.receipts],
    ['Contacts', moving.contacts],
    ['Addresses', moving.addresses],
    ['Price lists', moving.priceLists],
    ['Their numbers of products', moving.articles],
    ['Promises', moving.promises],
    ['Disputes', moving.disputes],
    ['Notes', moving.notes],
    ['Files', moving.files],
    ['Credit holds', moving.holds],
  ] as const
  return (
    <>
      <h3 className="mt-3 mb-1.5 font-medium">Moves to {into.name}</h3>
      <Facts
        facts={[
          ...counted.map(([label, count]) => count > 0 && { label, value: String(count) }),
          { label: 'Open items', value: <Money minor={moving.openMinor} /> },
          { label: 'Unapplied cash and deposits', value: <Money minor={moving.unappliedMinor} /> },
          { label: 'Exposure', value: <Money minor={moving.exposureMinor} /> },
          {
            label: 'Credit limit afterwards, of both together',
            value: limitMinor === null ? 'none yet' : <Money minor={limitMinor} />,
            strong: true,
          },
        ]}
      />
      {clashes.length > 0 && (
        <Banner tone="warn" title="Numbers that do not go along" className="mt-3 mb-0">
          <ul>
            {clashes.slice(0, 8).map(({ number, sku, theirNumber, theirSku }) => (
              <li key={sku}>
                {number} for {sku}: {into.name}{' '}
                {theirNumber === null ? `calls ${theirSku} so` : `calls it ${theirNumber}`}.
              </li>
            ))}
            {clashes.length > 8 && <li>… and {clashes.length - 8} more.</li>}
          </ul>
        </Banner>
      )}
      <p className="mt-3 text-ink-2">
        Documents keep the name that is printed on them. {from.number} stays as a pointer: its number, its links and its
        key in a shop lead to {into.name}. This cannot be undone.
      </p>
    </>
  )
}

/** Makes the customer part of another one, after showing what moves. */
function MergeDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  const router = useRouter()
  const href = useWorkspaceHref()
  const workspace = useWorkspace()
  const onError = useFailureToast()
  const [heir, setHeir] = useState<ComboboxOption | null>(null)
  const intoId = heir?.value ?? ''
  const { data: outlook } = useQuery({
    ...trpc.receivable.mergeOutlook.queryOptions({ id: customer.id, intoId }),
    enabled: heir !== null,
    staleTime: 0,
  })
  const merge = useMutation(
    trpc.receivable.merge.mutationOptions({
      onError,
      onSuccess: async ({ customerId }) => {
        onClose()
        toast(`${customer.name} is part of ${heir?.label} now`)
        router.push(href(`/customers/${customerId}`))
        await queries.invalidateQueries()
      },
    }),
  )
  const search = async (query: string, signal: AbortSignal) => {
    const found = await client.customer.search.query({ text: query }, { signal })
    return found
      .filter((one) => one.id !== customer.id)
      .map(({ id, name, number }) => ({ value: id, label: name, note: number }))
  }
  const refusal = outlook?.refusal && refusals[outlook.refusal]?.({}, speak(workspace))
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Merge ${customer.name}`}
      description={`${customer.number} becomes part of another customer, with everything that it has. This cannot be undone.`}
      actions={
        <Button
          tone="danger"
          disabled={!outlook || outlook.refusal !== null}
          busy={merge.isPending}
          onClick={() => merge.mutate({ id: customer.id, intoId })}
        >
          {heir ? `Merge into ${heir.label}` : 'Merge'}
        </Button>
      }
    >
      <Field label="The customer that stays" required>
        <Combobox value={heir} onValueChange={setHeir} search={search} placeholder="Name, number or e-mail" autoFocus />
      </Field>
      {refusal && (
        <Banner tone="bad" live className="mt-3 mb-0">
          {refusal}
        </Banner>
      )}
      {outlook && !refusal && <Moves outlook={outlook} />}
    </Dialog>
  )
}
