import { z } from 'zod'
import { minimumPasswordLength } from './rules'

export const email = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email('Write an e-mail address, such as anna@example.com.'))
  .transform((address) => address.toLowerCase())

const personName = z.string().trim().min(1, 'Say your name.').max(100)

const newPassword = z
  .string()
  .min(minimumPasswordLength, `Use at least ${minimumPasswordLength} characters.`)
  .max(200, 'Use at most 200 characters.')

export const signUpInput = z.strictObject({ name: personName, email, password: newPassword })
export type SignUpInput = z.input<typeof signUpInput>

export const changePasswordInput = z.strictObject({ current: z.string().max(200), next: newPassword })

export const personInput = z.strictObject({ name: personName })

const token = z.string().min(20).max(100)
export const passwordLinkInput = z.strictObject({ email })
export const linkToken = z.strictObject({ token })
export const resetPasswordInput = z.strictObject({ token, next: newPassword })

export const invitationToken = z.strictObject({ token })

/** How a person accepts an invitation; only a person without an account gives name and password. */
export const acceptInvitationInput = invitationToken.extend({
  name: personName.optional(),
  password: newPassword.optional(),
})
