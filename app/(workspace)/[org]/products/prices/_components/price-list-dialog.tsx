'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useVersion } from '@/components/record-version'
import { fieldsOf, useSubmission } from '@/components/submission'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { DatePicker } from '@/components/ui/date-picker'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { useRouter } from '@/components/ui/going'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import { useWorkspace, useWorkspaceHref } from '@/components/ui/workspace'
import type { PriceListRecord } from '@/server/pricing/queries/lists'
import { changePriceListInput, type PriceListInput, priceListInput } from '@/server/pricing/schema'

const audiences = [
  { value: 'ALL', label: 'Everybody' },
  { value: 'GROUP', label: 'A group of customers' },
  { value: 'CUSTOMER', label: 'One customer' },
]

const taxes = [
  { value: 'WITHOUT', label: 'Without tax' },
  { value: 'WITH', label: 'With tax, as in a shop' },
]

const form = 'price-list-form'

/** Makes a price list, or changes its name and days; whom it is for stays. */
export function PriceListDialog({ list }: { list?: PriceListRecord }) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  const router = useRouter()
  const href = useWorkspaceHref()
  const [open, setOpen] = useState(false)
  const [audience, setAudience] = useState('ALL')
  const [customer, setCustomer] = useState<ComboboxOption | null>(null)
  const [groupId, setGroupId] = useState('')
  const { data: groups = [] } = useQuery({ ...trpc.customer.groups.queryOptions(), enabled: open && !list })
  const { today } = useWorkspace()
  const id = list?.id ?? ''
  const atVersion = useVersion(list?.version, () => client.pricing.list.query({ id }), true)
  const { busy, text, fields, submit } = useSubmission({
    schema: list ? undefined : priceListInput,
    send: async (input: PriceListInput) => {
      if (!list) return (await client.pricing.create.mutate(input)).id
      const { name, validFrom, validTo } = changePriceListInput.parse({ id, ...daysOf(input) })
      await atVersion((version) => client.pricing.change.mutate({ id, version, name, validFrom, validTo }))
      return null
    },
    onDone: async (made) => {
      setOpen(false)
      toast(made ? 'Price list made' : 'Price list changed')
      await queries.invalidateQueries(trpc.pathFilter())
      if (made) router.push(href(`/products/prices/${made}`))
    },
  })
  const findCustomer = async (typed: string, signal: AbortSignal): Promise<ComboboxOption[]> =>
    (await client.customer.search.query({ text: typed }, { signal })).map(({ id: value, name, number }) => ({
      value,
      label: name,
      note: number,
    }))
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button tone={list ? 'plain' : 'go'}>{list ? 'Change…' : 'New price list'}</Button>}
      title={list ? `Change ${list.name}` : 'New price list'}
      description={
        list
          ? 'Orders that it has priced keep their price.'
          : 'A customer’s own list goes before their group’s and one for everybody, a larger quantity before a smaller one, a newer list before an older one.'
      }
      actions={
        <Button type="submit" form={form} tone="go" busy={busy}>
          {list ? 'Change' : 'Make the list'}
        </Button>
      }
    >
      <form
        id={form}
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          const { name = '', validFrom = '', validTo, tax } = fieldsOf(event.currentTarget)
          const toOne = audience === 'CUSTOMER' ? { customerId: customer?.value } : {}
          const toGroup = audience === 'GROUP' ? { groupId: groupId || undefined } : {}
          const days = { validFrom, validTo: validTo || null }
          void submit({ name, ...days, audience: audience as 'ALL', withTax: tax === 'WITH', ...toOne, ...toGroup })
        }}
      >
        {text && (
          <Banner tone="bad" live className="mb-0">
            {text}
          </Banner>
        )}
        <Field label="Name" required error={fields.name}>
          <Input name="name" defaultValue={list?.name} maxLength={100} autoFocus />
        </Field>
        {!list && (
          <Field label="For" required>
            <Select options={audiences} value={audience} onChange={(event) => setAudience(event.target.value)} />
          </Field>
        )}
        {!list && audience === 'CUSTOMER' && (
          <Field label="Customer" required error={fields.customerId}>
            <Combobox value={customer} onValueChange={setCustomer} search={findCustomer} placeholder="Name or number" />
          </Field>
        )}
        {!list && audience === 'GROUP' && (
          <Field label="Group" required error={fields.groupId}>
            <Select
              placeholder="Choose…"
              options={groups.filter((one) => !one.archivedAt).map((one) => ({ value: one.id, label: one.name }))}
              value={groupId}
              onChange={(event) => setGroupId(event.target.value)}
            />
          </Field>
        )}
        {!list && (
          <Field
            label="Prices are"
            hint="Lines are priced without tax. What is with tax has each product’s tax taken out, unless you are not registered for tax."
            required
          >
            <Select name="tax" options={taxes} defaultValue="WITHOUT" />
          </Field>
        )}
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="First day" required error={fields.validFrom}>
            <DatePicker name="validFrom" defaultValue={list?.validFrom ?? today} />
          </Field>
          <Field label="Last day" hint="Until further notice when empty." error={fields.validTo}>
            <DatePicker name="validTo" defaultValue={list?.validTo ?? ''} />
          </Field>
        </div>
      </form>
    </Dialog>
  )
}

const daysOf = ({ name, validFrom, validTo }: PriceListInput) => ({ name, validFrom, validTo })
