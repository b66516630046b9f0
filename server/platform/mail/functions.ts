import { type BackgroundFunction, objectOf } from '@/server/platform/jobs/functions'
import { deliverLeftMails, deliverMail } from './deliver'

/** How mails leave. */
export const mailFunctions: BackgroundFunction[] = [
  { id: 'mail.deliver', on: 'platform/mail.queued', run: (ctx, event) => deliverMail(ctx, objectOf(event, 'mail')) },
  { id: 'mail.deliver-left', cron: '* * * * *', due: 'mail', run: deliverLeftMails },
]
