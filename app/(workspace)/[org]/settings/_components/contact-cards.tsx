import { FieldGrid } from '@/components/record-form'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { OrganisationSettings } from '@/server/platform/organisation/queries'
import { accountNumberExample, accountsOf, bankCodeCalled, bankCodeExample } from '@/server/platform/place/bank'

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

interface ContactCardsProps {
  now: OrganisationSettings
  errors: Readonly<Record<string, string>>
}

/** How the seller is reached, where customers pay to, and on which days people work. */
export function ContactCards({ now, errors: fields }: ContactCardsProps) {
  return (
    <>
      <Card title="Contact">
        <FieldGrid>
          <Field label="E-mail" hint="Answers to your mails go there." error={fields.email}>
            <Input name="email" type="email" defaultValue={now.email ?? ''} maxLength={254} />
          </Field>
          <Field label="Telephone" error={fields.phone}>
            <Input name="phone" type="tel" defaultValue={now.phone ?? ''} maxLength={50} />
          </Field>
        </FieldGrid>
      </Card>
      <BankCard now={now} errors={fields} />
      <Card title="Working days" aside={`${now.country} · ${now.currency} · ${now.timeZone}`}>
        <fieldset className="flex flex-wrap gap-x-5 gap-y-1">
          <legend className="sr-only">Working days</legend>
          {weekdays.map((day, index) => (
            <Checkbox
              key={day}
              name={`day-${index + 1}`}
              label={day}
              defaultChecked={now.workingWeekdays.includes(index + 1)}
            />
          ))}
        </fieldset>
        {fields.workingWeekdays && <p className="mt-1 text-bad text-xs">{fields.workingWeekdays}</p>}
      </Card>
    </>
  )
}

const like = (example: string) => example && `One looks like ${example}.`

/** The account that customers pay to, as accounts are named in the country of the organisation. */
function BankCard({ now, errors: fields }: ContactCardsProps) {
  const by = accountsOf(now.country)
  const parts = [
    (by.iban || now.iban) && (['iban', 'IBAN', 50, ''] as const),
    by.number && (['accountNumber', 'Account number', 50, like(accountNumberExample(now.country))] as const),
    by.code && (['bankCode', bankCodeCalled(now.country), 30, like(bankCodeExample(now.country))] as const),
    ['bankName', 'Name of the bank', 100, ''] as const,
    ['bic', 'BIC (SWIFT code)', 11, 'Payers abroad need it.'] as const,
  ].filter((part) => part !== null && part !== false && part !== '')
  return (
    <Card title="Bank" aside="Where customers pay to: printed on invoices, reminders and statements">
      <FieldGrid>
        {parts.map(([name, label, max, hint]) => (
          <Field key={name} label={label} hint={hint} error={fields[name]}>
            <Input name={name} defaultValue={now[name] ?? ''} maxLength={max} />
          </Field>
        ))}
      </FieldGrid>
    </Card>
  )
}
