'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useMay } from '@/components/may'
import { FieldGrid } from '@/components/record-form'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { ExportLinks } from '@/components/ui/data-table'
import { DecimalInput } from '@/components/ui/decimal-input'
import { Facts } from '@/components/ui/facts'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { Money } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'
import { minorToDecimal, parseAmount } from '@/server/platform/money/money'
import type { ChargePolicy } from '@/server/pricing/queries/charges'
import { FormDialog } from '../_components/form-dialog'
import { FreightField, freightIn } from '../_components/freight-field'
import { FreightSteps } from '../_components/freight-steps'

const none = 'not charged'
const amounts = ['smallBelowMinor', 'smallMinor', 'minimumMinor'] as const

/** What is charged beside the lines of an order: freight, a surcharge on small orders; and the least that is taken. */
export function Charges() {
  const trpc = useTRPC()
  const client = useTRPCClient().pricing
  const mayChange = useMay()('organisation.change')
  const { currency, slug } = useWorkspace()
  const { data } = useSuspenseQuery(trpc.pricing.charges.queryOptions())
  const send = (fields: Record<string, string>) => {
    const read = amounts.map((name) => {
      const text = fields[name]?.trim()
      return [name, text ? (parseAmount(text, currency) ?? -1n) : null] as const
    })
    const values = Object.fromEntries(read) as Pick<ChargePolicy, (typeof amounts)[number]>
    return client.setCharges.mutate({ ...values, freight: freightIn(fields), withLast: fields.with === 'LAST' })
  }
  return (
    <Card
      title="Charged beside the lines"
      footer={<ExportLinks href={`/api/export/charges?organisation=${slug}`} />}
      aside={
        mayChange && (
          <FormDialog
            label="Change"
            size="sm"
            title="Charged beside the lines"
            description="Orders and quotes from now on have these. What was told already stays."
            done="Saved"
            send={send}
          >
            {(errors) => <ChargeFields policy={data} errors={errors} />}
          </FormDialog>
        )
      }
    >
      <Told policy={data} />
    </Card>
  )
}

function Told({ policy }: { policy: ChargePolicy }) {
  const { freight, smallBelowMinor, smallMinor, minimumMinor, withLast } = policy
  return (
    <>
      <Facts
        facts={[
          {
            label: freight ? `Freight by ${freight.by === 'VALUE' ? 'value' : 'weight'}` : 'Freight',
            value: freight ? <FreightSteps table={freight} /> : none,
          },
          {
            label: 'Small orders',
            value:
              smallMinor === null || smallBelowMinor === null ? (
                none
              ) : (
                <>
                  <Money minor={smallMinor} /> below <Money minor={smallBelowMinor} />
                </>
              ),
          },
          { label: 'Least that is taken', value: minimumMinor === null ? 'any order' : <Money minor={minimumMinor} /> },
          { label: 'Charged', value: withLast ? 'with the last invoice of an order' : 'with the first invoice' },
        ]}
      />
      <p className="mt-3 text-ink-3 text-sm">
        All before tax; the value is that of the goods after discounts. Charges are taxed like the goods. A carrier’s
        service can have freight of its own (Carriers). Whoever enters an order can type another amount, or nought.
        {freight?.by === 'WEIGHT' && ' Goods whose product says no weight count as nothing.'}
      </p>
    </>
  )
}

function ChargeFields({ policy, errors }: { policy: ChargePolicy; errors: Readonly<Record<string, string>> }) {
  const { currency } = useWorkspace()
  const field = (name: (typeof amounts)[number], label: string, hint?: string) => (
    <Field label={`${label} in ${currency}`} hint={hint} error={errors[name]}>
      <DecimalInput
        name={name}
        currency={currency}
        defaultValue={policy[name] === null ? '' : minorToDecimal(policy[name], currency)}
      />
    </Field>
  )
  return (
    <FieldGrid>
      <FreightField label="Freight" table={policy.freight} none={none} error={errors.freight} />
      {field('smallMinor', 'Surcharge on small orders')}
      {field('smallBelowMinor', 'Small is below')}
      {field('minimumMinor', 'Least that is taken', 'Smaller orders are refused.')}
      <Field label="Charged" required>
        <Select
          name="with"
          defaultValue={policy.withLast ? 'LAST' : 'FIRST'}
          options={[
            { value: 'FIRST', label: 'with the first invoice' },
            { value: 'LAST', label: 'with the last invoice' },
          ]}
        />
      </Field>
    </FieldGrid>
  )
}
