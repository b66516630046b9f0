'use client'

import { LineOfEight } from '@/components/order/line-of-eight'
import { stages } from '@/components/order/stages'
import { AppShell } from '@/components/shell/app-shell'
import { Hotkey } from '@/components/shell/hotkey'
import type { NavEntry } from '@/components/shell/nav'
import { ButtonLink } from '@/components/ui/button'
import { PageHead } from '@/components/ui/page-head'
import { toast } from '@/components/ui/toast'
import { ListParts } from '../_components/list-parts'
import { nowByStage } from '../_components/record-parts'

const counts: Partial<Record<string, number>> = {
  order: 6,
  credit: 2,
  fulfilment: 41,
  shipping: 18,
  receivable: 212,
  collection: 9,
}

const nav: NavEntry[][] = [
  [{ href: '/kit/frame', label: 'Home', icon: 'home', phone: true }],
  stages.map((stage) => ({
    href: `/kit/${stage.key}`,
    label: stage.list,
    icon: stage.key,
    stage: stage.key,
    count: counts[stage.key],
    needsYou: ['order', 'credit', 'collection'].includes(stage.key),
    phone: ['order', 'fulfilment'].includes(stage.key),
  })),
  [
    { href: '/kit/customers', label: 'Customers', icon: 'customers' },
    { href: '/kit/products', label: 'Products', icon: 'products' },
    { href: '/kit/settings', label: 'Settings', icon: 'settings' },
  ],
]

export default function Frame() {
  return (
    <AppShell
      organisationName="Marlow Gifts"
      organisations={[{ name: 'Marlow Gifts', href: '/kit/frame', current: true }]}
      nav={nav}
      person={{ name: 'Anna Marlow', email: 'anna@marlow.example' }}
      onSignOut={() => toast('Signed out')}
      commands={[{ label: 'Do', commands: [{ key: 'new', label: 'New order', shortcut: 'N', href: '/kit' }] }]}
      search={async (query) => [
        { label: 'Orders', commands: [{ key: 'so', label: `SO-4182 ${query}`, note: 'Hale & Sons', href: '/kit' }] },
      ]}
    >
      <Hotkey name="n" label="New order" href="/kit" />
      <PageHead
        title="Good morning, Anna"
        note="Monday 23 November · 312 orders on their way, £184,220 to come in"
        go={
          <ButtonLink tone="go" shortcut="N" href="/kit">
            New order
          </ButtonLink>
        }
      />
      <LineOfEight now={nowByStage} />
      <ListParts />
    </AppShell>
  )
}
