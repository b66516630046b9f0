'use client'

import { useMay } from '@/components/may'
import { Card } from '@/components/ui/card'
import { ExportLinks } from '@/components/ui/data-table'
import { useWorkspace } from '@/components/ui/workspace'

const lists = [
  ['customers', 'Customers', 'customer.read'],
  ['customer-addresses', 'Addresses of customers', 'customer.read'],
  ['customer-contacts', 'Contacts of customers', 'customer.read'],
  ['products', 'Products', 'product.read'],
] as const

/** Lists that go out with all that is known of each record, to be changed in a table program and sent again. */
export function ListsCard() {
  const may = useMay()
  const { slug } = useWorkspace()
  return (
    <Card title="Lists to change and send again">
      <p className="mb-3 max-w-prose text-ink-2">
        Each has every field that a file may say. A row that you leave as it is changes nothing when it comes back.
      </p>
      <ul className="flex flex-col gap-1">
        {lists
          .filter(([, , permission]) => may(permission))
          .map(([list, label]) => (
            <li key={list} className="flex flex-wrap items-center gap-x-2">
              <span className="w-full sm:w-52">{label}</span>
              <ExportLinks href={`/api/export/${list}?organisation=${slug}`} />
            </li>
          ))}
      </ul>
    </Card>
  )
}
