'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { arriveAt, type Going, giveUp, useGoing } from '@/components/ui/going'
import { shapeOf } from './page-shape'
import { PageSkeleton } from './page-skeleton'

/** A page that comes within this time is shown without a skeleton, because a flash is worse than a short wait. */
const patienceMs = 100
/** A page that has not come by then is given up, so that the person gets the old page back. */
const longestMs = 30_000

interface Waiting {
  going: Going
  /** The height of the old page, so that nothing jumps. */
  height: number
  scrolled: number
}

const pathOf = (place: string) => place.split('?', 1)[0]

/** The page that has been loading for longer than `patienceMs`. */
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

/** The place of the page: the current page, or the skeleton of the one that was asked for. */
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
      // The page was given up: the person stays where they were.
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
