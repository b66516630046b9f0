'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { DatePicker } from '@/components/ui/date-picker'
import { Field } from '@/components/ui/field'
import { Input, Textarea } from '@/components/ui/input'
import { Link } from '@/components/ui/link'
import { MoneyInput } from '@/components/ui/money-input'
import { QuantityInput } from '@/components/ui/quantity-input'
import { RadioGroup } from '@/components/ui/radio-group'
import { Select } from '@/components/ui/select'

const customers: ComboboxOption[] = [
  { value: '1', label: 'Hale & Sons', note: 'Bristol' },
  { value: '2', label: 'Northgate Interiors', note: 'Leeds' },
  { value: '3', label: 'Bluebell Cards', note: 'York' },
]

const searchCustomers = async (query: string) => {
  await new Promise((resolve) => setTimeout(resolve, 200))
  return customers.filter((one) => one.label.toLowerCase().includes(query.toLowerCase()))
}

export function FieldParts() {
  const [minor, setMinor] = useState<bigint | null>(123_450n)
  const [quantity, setQuantity] = useState<number | null>(12)
  const [customer, setCustomer] = useState<ComboboxOption | null>(null)
  return (
    <Card title="Buttons and fields" aside={<Link href="/kit">a link</Link>}>
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <Button tone="go" shortcut="N">
          New order
        </Button>
        <Button shortcut="E">Amend</Button>
        <Button tone="danger">Write off</Button>
        <Button tone="quiet">Quiet</Button>
        <Button busy>Saving…</Button>
        <Button disabled>Not now</Button>
        <Button size="sm">Small</Button>
        <Button size="lg">Large</Button>
        <Button size="tablet" tone="go">
          Tablet
        </Button>
      </div>
      <div className="grid grid-cols-4 gap-3.5 max-lg:grid-cols-2 max-sm:grid-cols-1">
        <Field label="Customer's own number" hint="As it stands on their order.">
          <Input placeholder="PO-1187" />
        </Field>
        <Field label="E-mail" required error="This is not an e-mail address: it has no @.">
          <Input type="email" defaultValue="hale.example" />
        </Field>
        <Field label="Terms" required>
          <Select
            options={[
              { value: '30', label: 'net 30' },
              { value: '14', label: 'net 14' },
            ]}
          />
        </Field>
        <Field label="Wanted on">
          <DatePicker defaultValue="2026-11-24" />
        </Field>
        <Field label="Limit" required hint={`${minor ?? 'nothing'} in minor units`}>
          <MoneyInput value={minor} onValueChange={setMinor} />
        </Field>
        <Field label="Quantity" required>
          <QuantityInput value={quantity} onValueChange={setQuantity} unit="pieces" stepper min={1} max={500} />
        </Field>
        <Field label="Customer" required>
          <Combobox value={customer} onValueChange={setCustomer} search={searchCustomers} />
        </Field>
        <Field label="Note">
          <Textarea placeholder="Anything the warehouse should know" />
        </Field>
        <RadioGroup
          legend="Delivery"
          defaultValue="own"
          options={[
            { value: 'own', label: 'Own delivery', hint: 'by the van on Tuesdays' },
            { value: 'parcel', label: 'Parcel service' },
          ]}
        />
        <Checkbox label="Send a copy to sales" hint="to the person who entered the order" defaultChecked />
        <Field label="Counted" required className="col-span-2 max-sm:col-span-1">
          <QuantityInput value={quantity} onValueChange={setQuantity} size="tablet" />
        </Field>
      </div>
    </Card>
  )
}
