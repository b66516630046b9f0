'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { useMay } from '@/components/may'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { countOf } from '@/components/ui/format'
import { Input } from '@/components/ui/input'
import { FormDialog } from '../_components/form-dialog'

/** How long a dispatch can be taken back before its mail and its invoice are sent. */
export function TakingBack() {
  const trpc = useTRPC()
  const client = useTRPCClient().organisation
  const mayChange = useMay()('organisation.change')
  const { data } = useSuspenseQuery(trpc.organisation.settings.queryOptions())
  const minutes = data.dispatchGraceMinutes
  return (
    <Card
      title="Taking a dispatch back"
      className="mt-4"
      aside={
        mayChange && (
          <FormDialog
            label="Change"
            size="sm"
            title="Taking a dispatch back"
            description="Shipments dispatched from now on get this time."
            done="Saved"
            send={({ dispatchGraceMinutes = '' }) =>
              client.change.mutate({ dispatchGraceMinutes: Number(dispatchGraceMinutes) })
            }
          >
            {(errors) => (
              <Field
                label="Minutes"
                required
                hint="0: mail and invoice go out at once."
                error={errors.dispatchGraceMinutes}
              >
                <Input name="dispatchGraceMinutes" type="number" min={0} max={60} defaultValue={minutes} />
              </Field>
            )}
          </FormDialog>
        )
      }
    >
      <p className="text-ink-2">
        {minutes === 0
          ? 'Mail and invoice go out with the dispatch; it cannot be taken back.'
          : `For ${countOf(minutes, 'minute')} after its dispatch a shipment can be taken back. Then the mail to the customer and the invoice go out.`}
      </p>
    </Card>
  )
}
