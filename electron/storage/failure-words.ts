import type { FailureCode } from '#shared/errors.ts'
import type { Attempt, Evidence } from './attempt.ts'

/** What happened, to what: one plain sentence. */
export function sentenceOf(code: FailureCode, attempt: Attempt, evidence: Evidence): string {
  const { does, subject } = attempt
  const profile = subject.profile ?? 'this profile'
  const endpoint = subject.endpoint ?? 'the endpoint'
  const object = subject.key === undefined ? 'The object' : `“${subject.key}”`
  const bucket = subject.bucket === undefined ? 'the bucket' : `the bucket “${subject.bucket}”`
  switch (code) {
    case 'unreachable':
      return `Pail could not ${does}: ${reason(evidence, endpoint)}.`
    case 'timeout':
      return `Pail could not ${does}: ${endpoint} did not answer in time.`
    case 'certificate':
      return evidence.serverCode === 'EPROTO' || evidence.serverCode?.startsWith('ERR_SSL')
        ? `Pail could not ${does}: ${endpoint} does not speak TLS the way it should.`
        : `Pail could not ${does}: the certificate of ${endpoint} is not trusted.`
    case 'not-s3':
      return `Pail could not ${does}: what answers at ${endpoint} does not answer like S3.`
    case 'wrong-key':
      return `Pail could not ${does}: ${endpoint} does not know the access key of the profile “${profile}”.`
    case 'wrong-secret':
      return `Pail could not ${does}: the secret key of the profile “${profile}” does not match its access key.`
    case 'expired-credentials':
      return `Pail could not ${does}: the credentials of the profile “${profile}” have expired.`
    case 'no-credentials':
      return `Pail could not ${does}: no credentials were found for the profile “${profile}”.`
    case 'clock-skew':
      return `Pail could not ${does}: the clock of this computer differs too much from that of ${endpoint}.`
    case 'denied':
      return `The profile “${profile}” is not allowed to ${does}.`
    case 'wrong-region':
      return evidence.region
        ? `Pail could not ${does}: it is in the region ${evidence.region}.`
        : `Pail could not ${does}: it is in another region or at another address.`
    case 'throttled':
      return `Pail could not ${does}: ${endpoint} is too busy and asks to slow down.`
    case 'server-error':
      return `Pail could not ${does}: ${endpoint} reports an error of its own.`
    case 'no-such-bucket':
      return `There is no bucket “${subject.bucket ?? ''}” at ${endpoint}.`
    case 'not-found':
      return `${object} does not exist in ${bucket}.`
    case 'already-exists':
      return `${object} exists already in ${bucket}.`
    case 'changed-meanwhile':
      return `${object} in ${bucket} was changed by someone else meanwhile.`
    case 'archived':
      return `${object} is archived and can’t be read before it is restored.`
    case 'not-supported':
      return `Pail could not ${does}: ${endpoint} does not support it.`
    case 'too-large':
      return `Pail could not ${does}: it is larger than ${endpoint} takes.`
    case 'corrupted':
      return `Pail could not ${does}: bytes were lost or altered on the way.`
    case 'invalid':
      return `Pail could not ${does}: ${endpoint} refused the request as invalid.`
    default:
      return `Pail could not ${does}: something unexpected went wrong.`
  }
}

/** What the user can do about it: one plain sentence. */
export function remedyOf(code: FailureCode, attempt: Attempt, evidence: Evidence): string {
  switch (code) {
    case 'unreachable':
      return 'Check the network and the endpoint’s address in the profile, then try again.'
    case 'timeout':
      return 'Check the network, or try again when the server is less busy.'
    case 'certificate':
      return evidence.serverCode === 'EPROTO' || evidence.serverCode?.startsWith('ERR_SSL')
        ? 'Check whether the endpoint’s address should begin with http:// or use another port.'
        : 'Ask the server’s owner for a valid certificate, or install its authority on this computer.'
    case 'not-s3':
      return 'Sign in to the network if it wants that, as in a hotel; otherwise check the endpoint’s address in the profile: it must be the S3 API, not a web console.'
    case 'wrong-key':
      return 'Check the access key ID in the profile.'
    case 'wrong-secret':
      return 'Enter the secret access key again in the profile.'
    case 'expired-credentials':
      return 'Enter fresh credentials in the profile, or sign in again.'
    case 'no-credentials':
      return 'Enter the secret access key in the profile, or sign in to the AWS profile again.'
    case 'clock-skew':
      return 'Set this computer’s clock, then try again.'
    case 'denied':
      return `Ask whoever manages the account for the permission ${attempt.permission}.`
    case 'wrong-region':
      return evidence.region
        ? `Set the region of the profile to ${evidence.region}.`
        : 'Check the region and the endpoint’s address in the profile.'
    case 'throttled':
      return 'Wait a little, then try again.'
    case 'server-error':
      return 'Try again; if it persists, tell whoever runs the server.'
    case 'no-such-bucket':
      return 'Check the bucket’s name, and whether the profile points to the right account and endpoint.'
    case 'not-found':
      return 'Refresh the listing: it may have been deleted or renamed.'
    case 'already-exists':
      return 'Choose another name, or replace what is there.'
    case 'changed-meanwhile':
      return 'Refresh the listing and try again.'
    case 'archived':
      return 'Restore it from the archive first.'
    case 'not-supported':
      return 'Use another endpoint for this, or ask whoever runs the server.'
    case 'too-large':
      return 'Make it smaller, or free space or quota on the server.'
    case 'corrupted':
      return 'Try again; if it persists, check the network and the memory of this computer.'
    case 'invalid':
      return 'See the details for what the server said.'
    default:
      return 'Try again; if it persists, report it with the details.'
  }
}

function reason({ serverCode, host }: Evidence, endpoint: string): string {
  switch (serverCode) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `the name ${host ?? endpoint} can’t be found`
    case 'ECONNREFUSED':
      return `nothing answers at ${endpoint}`
    case 'ECONNRESET':
    case 'EPIPE':
      return `the connection to ${endpoint} broke off`
    default:
      return `${endpoint} can’t be reached`
  }
}
