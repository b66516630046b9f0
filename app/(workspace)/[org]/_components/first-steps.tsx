import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Tag } from '@/components/ui/tag'

interface FirstStepsProps {
  slug: string
  steps: { products: boolean; stock: boolean; customers: boolean; orders: boolean; legal: boolean }
}

/** What it takes from an empty organisation to the first invoice; gone when all is done. */
export function FirstSteps({ slug, steps }: FirstStepsProps) {
  const list = [
    { done: steps.legal, label: 'Say who you are on invoices', path: '/settings' },
    { done: steps.products, label: 'Add a product', path: '/products/new' },
    { done: steps.stock, label: 'Take goods in', path: '/fulfilment/receive' },
    { done: steps.customers, label: 'Add a customer', path: '/customers/new' },
    { done: steps.orders, label: 'Enter the first order', path: '/order/new' },
  ]
  if (list.every((step) => step.done)) return null
  return (
    <Card title="From here to the first invoice" aside={`${list.filter((step) => step.done).length} of ${list.length}`}>
      <ol className="grid gap-2">
        {list.map((step) => (
          <li key={step.path} className="flex items-center gap-3">
            <Tag tone={step.done ? 'ok' : 'plain'}>{step.done ? 'done' : 'next'}</Tag>
            <Link href={`/${slug}${step.path}`}>{step.label}</Link>
          </li>
        ))}
      </ol>
    </Card>
  )
}
