import { cameText } from '@/components/ui/format'
import { useWorkspace } from '@/components/ui/workspace'

/** How much of a purchase list or a transfer came. */
export function Came({ of }: { of: Parameters<typeof cameText>[0] }) {
  const { locale } = useWorkspace()
  return <span className="whitespace-nowrap">{cameText(of, locale)}</span>
}
