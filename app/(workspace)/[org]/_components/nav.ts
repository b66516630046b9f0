import { stages } from '@/components/order/stages'
import type { NavEntry } from '@/components/shell/nav'
import type { WaitingPlace } from '@/server/home/rules'

/** How many records wait at each place, and whether they are work for this person. */
interface Waiting {
  isWork: boolean
  places: Partial<Record<WaitingPlace, number>>
}

/** The places of an organisation: home, the stages that are open, the shared records, settings; each with its count of what waits. */
export function navOf(slug: string, closed: readonly string[], waiting?: Waiting): NavEntry[][] {
  const open = stages.filter(({ key }) => !closed.includes(key))
  const at = (path: string) => `/${slug}${path}`
  const counted = (place: string) => ({
    count: waiting?.places[place as WaitingPlace],
    needsYou: waiting?.isWork,
  })
  return [
    [{ href: at(''), label: 'Home', icon: 'home', phone: true }],
    open.map((stage) => ({
      href: at(`/${stage.key}`),
      label: stage.list,
      icon: stage.key,
      stage: stage.key,
      phone: stage.key === 'order' || stage.key === 'fulfilment',
      ...counted(stage.key),
    })),
    [
      { href: at('/customers'), label: 'Customers', icon: 'customers', phone: true },
      { href: at('/products'), label: 'Products', icon: 'products' },
    ],
    [{ href: at('/settings'), label: 'Settings', icon: 'settings', ...counted('settings') }],
  ]
}
