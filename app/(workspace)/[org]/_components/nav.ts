import { stages } from '@/components/order/stages'
import type { NavEntry } from '@/components/shell/nav'

/** The places of an organisation: home, the eight stages, what they share, settings. */
export function navOf(slug: string): NavEntry[][] {
  const at = (path: string) => `/${slug}${path}`
  return [
    [{ href: at(''), label: 'Home', icon: 'home', phone: true }],
    stages.map((stage) => ({
      href: at(`/${stage.key}`),
      label: stage.list,
      icon: stage.key,
      stage: stage.key,
      phone: stage.key === 'order' || stage.key === 'fulfilment',
    })),
    [
      { href: at('/customers'), label: 'Customers', icon: 'customers', phone: true },
      { href: at('/products'), label: 'Products', icon: 'products' },
    ],
    [{ href: at('/settings'), label: 'Settings', icon: 'settings' }],
  ]
}
