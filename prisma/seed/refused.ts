import { Refusal } from '@/server/platform/context/errors'

/** The code with which work was refused, 'done' when it was not. */
export const refused = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  )
