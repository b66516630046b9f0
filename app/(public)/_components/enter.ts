'use client'

import { signIn } from 'next-auth/react'

/** A refusal of the sign-in, in the shape in which a failed call comes. */
const refused = (code: string) => Object.assign(new Error(code), { message: code, data: {} })

/** Signs in by password. Throws what `useFailure` puts into words. */
export async function enter(email: string, password: string): Promise<void> {
  const answer = await signIn('credentials', { email, password, redirect: false })
  if (!answer?.ok) throw refused(answer?.error ?? 'INTERNAL')
}

/** Opens a page afresh, so that nothing read as somebody else stays in memory. */
export function open(path: string): void {
  window.location.assign(path)
}

/** Where to go after signing in: a path of ours, or the person's organisations. */
export function safePath(wish: string | undefined): string {
  return wish && /^\/(?![/\\])/.test(wish) ? wish : '/organisations?enter=1'
}
