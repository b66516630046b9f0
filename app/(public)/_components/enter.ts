'use client'

import { signIn } from 'next-auth/react'

/** A refused sign-in as an error of the shape that a failed call has. */
const refused = (code: string) => Object.assign(new Error(code), { message: code, data: {} })

/** Signs in by password. Throws an error that `useFailure` puts into words. */
export async function enter(email: string, password: string): Promise<void> {
  const answer = await signIn('credentials', { email, password, redirect: false })
  if (!answer?.ok) throw refused(answer?.error ?? 'INTERNAL')
}

/** Loads a page from the server, so that nothing that another person read stays in memory. */
export function open(path: string): void {
  window.location.assign(path)
}

/** Where to go after signing in: a path of this program, otherwise the person's organisations. */
export function safePath(wish: string | undefined): string {
  return wish && /^\/(?![/\\])/.test(wish) ? wish : '/organisations?enter=1'
}
