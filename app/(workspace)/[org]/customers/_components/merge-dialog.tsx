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
import { Field } from '@/components/ui/field'
import { useRouter } from '@/components/ui/going'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import type { CustomerRecord } from '@/server/customer/queries'
import { refusals } from '@/server/customer/words/en'
import { speak } from '@/server/platform/words/words'
import { BothRecords, Moves } from './merge-facts'

type Customer = Pick<CustomerRecord, 'id' | 'number' | 'name'>

export function MergeButton({ customer }: { customer: Customer }) {
  return (
    <DialogButton button={<Button>Merge…</Button>}>
      {(close) => <MergeDialog customer={customer} onClose={close} />}
    </DialogButton>
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
  const [typed, setTyped] = useState('')
  const meant = typed.trim().toUpperCase() === customer.number.toUpperCase()
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
      description={`${customer.number} becomes part of another customer, with everything that it has. This is final.`}
      actions={
        <Button
          tone="danger"
          disabled={!outlook || outlook.refusal !== null || !meant}
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
      {outlook && !refusal && (
        <>
          <BothRecords outlook={outlook} />
          <Moves outlook={outlook} />
          <Field label={`Type ${customer.number} to merge it`} required className="mt-3">
            <Input value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" />
          </Field>
        </>
      )}
    </Dialog>
  )
}
