import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Tag } from '@/components/ui/tag'
import { type FirstStep, firstSteps } from '@/server/home/rules'
import type { Permission } from '@/server/platform/context/permissions'

const words: Record<FirstStep, { label: string; path: string }> = {
  legal: { label: 'Say who you are on invoices', path: '/settings' },
  products: { label: 'Add a product', path: '/products/new' },
  stock: { label: 'Take goods in', path: '/fulfilment/receive' },
  customers: { label: 'Add a customer', path: '/customers/new' },
  orders: { label: 'Enter the first order', path: '/order/new' },
}

interface FirstStepsProps {
  slug: string
  done: Record<FirstStep, boolean>
  may: ReadonlySet<Permission>
}

/** The steps from an empty organisation to the first invoice that this person may take; hidden when all are taken. */
export function FirstSteps({ slug, done, may }: FirstStepsProps) {
  const list = firstSteps.filter((step) => may.has(step.permission))
  if (list.every((step) => done[step.key])) return null
  const next = list.find((step) => !done[step.key])
  return (
    <Card
      title="From here to the first invoice"
      aside={`${list.filter((step) => done[step.key]).length} of ${list.length}`}
    >
      <ol className="grid gap-2">
        {list.map(({ key }) => (
          <li key={key} className="flex items-center gap-3">
            <Tag tone={done[key] ? 'ok' : 'plain'}>{done[key] ? 'done' : key === next?.key ? 'next' : 'then'}</Tag>
            <Link href={`/${slug}${words[key].path}`}>{words[key].label}</Link>
          </li>
        ))}
      </ol>
    </Card>
  )
}
