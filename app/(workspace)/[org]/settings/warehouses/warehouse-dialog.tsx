'use client'

import { useTRPCClient } from '@/components/trpc-provider'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { WarehouseRow } from '@/server/inventory/queries/places'
import { countries } from '@/server/platform/place/country'
import { FormDialog } from '../_components/form-dialog'

const listed = (postcodes: string) =>
  postcodes
    .split(/[,;\n]/)
    .map((one) => one.trim())
    .filter(Boolean)

/** Adds a warehouse, or changes where one is and whom it serves. */
export function WarehouseDialog({ warehouse }: { warehouse?: WarehouseRow }) {
  const client = useTRPCClient().inventory
  const send = async ({
    code = '',
    name = '',
    addressLine,
    postcode,
    city,
    country,
    postcodes = '',
    rank,
  }: Record<string, string>) => {
    const place = { addressLine, postcode, city, ...(country && { country }) }
    const facts = { name, ...place, postcodes: listed(postcodes), rank: Number(rank) }
    if (warehouse) await client.changeWarehouse.mutate({ id: warehouse.id, version: warehouse.version, ...facts })
    else await client.addWarehouse.mutate({ code, ...facts })
  }
  return (
    <FormDialog
      label={warehouse ? 'Change' : 'Add a warehouse'}
      size={warehouse && 'sm'}
      title={warehouse ? `Change ${warehouse.name}` : 'Add a warehouse'}
      description={warehouse ? undefined : 'It begins with one bin, and a stock row for every product.'}
      send={send}
    >
      {(errors) => (
        <>
          <Field label="Name" required error={errors.name}>
            <Input name="name" defaultValue={warehouse?.name} maxLength={100} autoFocus />
          </Field>
          {!warehouse && (
            <Field label="Code" required error={errors.code}>
              <Input name="code" maxLength={20} />
            </Field>
          )}
          <Field label="Street" error={errors.addressLine}>
            <Input name="addressLine" defaultValue={warehouse?.addressLine ?? ''} maxLength={200} />
          </Field>
          <div className="grid grid-cols-2 gap-3">
            <Field label="Postcode" error={errors.postcode}>
              <Input name="postcode" defaultValue={warehouse?.postcode ?? ''} maxLength={20} />
            </Field>
            <Field label="Town" error={errors.city}>
              <Input name="city" defaultValue={warehouse?.city ?? ''} maxLength={100} />
            </Field>
          </div>
          <Field label="Country" error={errors.country}>
            <Select
              name="country"
              placeholder="As the organisation"
              defaultValue={warehouse?.country ?? ''}
              options={countries().map((one) => ({ value: one.code, label: one.name }))}
            />
          </Field>
          <Field
            label="Serves these postcodes first"
            hint="Their beginnings, with commas: 10, 12, 80."
            error={errors.postcodes}
          >
            <Input name="postcodes" defaultValue={warehouse?.postcodes.join(', ')} />
          </Field>
          <Field label="Order among equally near ones" hint="The lower number serves first." error={errors.rank}>
            <Input name="rank" type="number" min={0} defaultValue={warehouse?.rank ?? 100} />
          </Field>
        </>
      )}
    </FormDialog>
  )
}
