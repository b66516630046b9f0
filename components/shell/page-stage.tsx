'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { arriveAt, type Going, giveUp, useGoing } from '@/components/ui/going'
import { shapeOf } from './page-shape'
import { PageSkeleton } from './page-skeleton'

/** What comes within this time is shown without a skeleton before it: a flash is worse than a wait. */
const patienceMs = 100
/** What has not come by then is given up, so that nobody is kept from the page they had. */
const longestMs = 30_000

interface Waiting {
  going: Going
  /** How high the page was that stands, so that nothing jumps. */
  height: number
  scrolled: number
}

const pathOf = (place: string) => place.split('?', 1)[0]

/** What has been waited for longer than patience lasts. */
function useWaiting(url: string) {
  const going = useGoing(url)
  const content = useRef<HTMLDivElement>(null)
  const [waiting, setWaiting] = useState<Waiting | null>(null)
  useEffect(() => {
    if (!going) return
    const late = () => setWaiting({ going, height: content.current?.offsetHeight ?? 0, scrolled: window.scrollY })
    const timers = [window.setTimeout(late, patienceMs), window.setTimeout(giveUp, longestMs)]
    return () => timers.forEach(window.clearTimeout)
  }, [going])
  return { content, waiting: waiting?.going === going ? waiting : null }
}

/** The place of the page: what stands, or from the click on the shape of what was asked for. */
export function PageStage({ children }: { children: ReactNode }) {
  const path = usePathname()
  const url = `${path}?${useSearchParams()}`
  useLayoutEffect(() => arriveAt(url), [url])
  useEffect(() => {
    window.addEventListener('popstate', giveUp)
    return () => window.removeEventListener('popstate', giveUp)
  }, [])
  const { content, waiting } = useWaiting(url)
  const elsewhere = waiting !== null && pathOf(waiting.going.to) !== path
  const from = elsewhere ? waiting.scrolled : null
  useLayoutEffect(() => {
    if (from === null) return
    const stood = window.location.pathname
    window.scrollTo(0, 0)
    return () => {
      // Given up: the person is where they were.
      if (window.location.pathname === stood) window.scrollTo(0, from)
    }
  }, [from])
  return (
    <>
      <p role="status" className="sr-only">
        {waiting ? 'The page is on its way.' : ''}
      </p>
      {elsewhere && (
        <div style={{ minHeight: waiting.height }}>
          <PageSkeleton shape={shapeOf(waiting.going.to)} />
        </div>
      )}
      <div
        ref={content}
        aria-busy={waiting ? true : undefined}
        className={cn(elsewhere && 'hidden', waiting && !elsewhere && 'opacity-60')}
      >
        {children}
      </div>
    </>
  )
}
