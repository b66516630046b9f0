import type { CustomerListInput } from '@/server/customer/schema'

/** The list's input from what the URL says; page and list read it alike. */
export function customerListInputOf(search: Record<string, string | null | undefined>): CustomerListInput {
  return {
    text: search.q || undefined,
    after: search.after || undefined,
    sort: search.sort === '-createdAt' ? '-createdAt' : 'name',
    archived: search.state === 'archived',
    held: search.state === 'held' || undefined,
  }
}
