import { Refusal } from '@/server/platform/context/errors'

/** The code with which work was refused, 'done' when it was not. */
export const refused = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  )

/** The code and the parameters with which work was refused, 'done' when it was not. Any other failure is thrown on. */
export async function refusedWith(work: Promise<unknown>): Promise<'done' | [string, Refusal['parameters']]> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof Refusal) return [error.code, error.parameters]
    throw error
  }
}
