'use client'

import { useRouter } from '@/components/ui/going'
import { useShortcut } from '@/components/ui/shortcuts'

/** Binds a key to an address while the page is open: `<Hotkey name="n" label="New order" href="…" />`. It renders nothing. */
export function Hotkey({ name, label, href }: { name: string; label: string; href: string }) {
  const router = useRouter()
  useShortcut(name, label, () => router.push(href))
  return null
}
