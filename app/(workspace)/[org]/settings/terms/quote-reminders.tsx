'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useMay } from '@/components/may'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { countOf } from '@/components/ui/format'
import { Input } from '@/components/ui/input'
import { FormDialog } from '../_components/form-dialog'

const days = (text: string | undefined) => (text ? Number(text) : null)

/** When a customer is reminded of a quote that they have not answered. */
export function QuoteReminders() {
  const trpc = useTRPC()
  const client = useTRPCClient().organisation
  const mayChange = useMay()('organisation.change')
  const { data } = useSuspenseQuery(trpc.organisation.settings.queryOptions())
  const { quoteReminderBeforeDays: before, quoteReminderAfterDays: after } = data
  const when = [
    before !== null && (before === 0 ? 'on its last day' : `${countOf(before, 'day')} before it ends`),
    after !== null && `${countOf(after, 'day')} after it was sent`,
  ].filter(Boolean)
  return (
    <Card
      title="Open quotes"
      className="mt-4"
      aside={
        mayChange && (
          <FormDialog
            label="Change"
            size="sm"
            title="Reminding of open quotes"
            description="A customer is reminded once of each version of a quote, on the day that comes first. An answer stops it."
            done="Saved"
            send={({ quoteReminderBeforeDays, quoteReminderAfterDays }) =>
              client.change.mutate({
                quoteReminderBeforeDays: days(quoteReminderBeforeDays),
                quoteReminderAfterDays: days(quoteReminderAfterDays),
              })
            }
          >
            {(errors) => (
              <>
                <Field label="Days before it ends" error={errors.quoteReminderBeforeDays}>
                  <Input name="quoteReminderBeforeDays" type="number" min={0} max={90} defaultValue={before ?? ''} />
                </Field>
                <Field
                  label="Days after it was sent"
                  hint="Both left empty, nobody is reminded."
                  error={errors.quoteReminderAfterDays}
                >
                  <Input name="quoteReminderAfterDays" type="number" min={1} max={90} defaultValue={after ?? ''} />
                </Field>
              </>
            )}
          </FormDialog>
        )
      }
    >
      <p className="text-ink-2">
        {when.length === 0
          ? 'Nobody is reminded of a quote that they have not answered.'
          : `A customer who has not answered a quote is reminded of it once, ${when.join(', or ')}.`}
      </p>
    </Card>
  )
}
