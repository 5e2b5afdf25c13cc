/** What moves in the beginning is no measure yet: connections open, buffers fill. Milliseconds. */
const SETTLE = 400
/** How long what comes is measured then. */
const MEASURE = 900
/** Answers to what is sent, as a part of those in flight, without which it is not known how fast it arrives. */
const ROUND = 0.25
const FEWEST_ANSWERS = 3

/** What has not been answered after the usual time is slower than the others: that much less of it has arrived. */
const LATE = 0.3

/** Something on its way to the server. */
export interface Sending {
  readonly bytes: number
  readonly began: number
}

/**
 * How much moves in a second? What comes is counted as it comes. Of what is sent nobody knows where it
 * is, the system's buffers or the server, before it has been answered, all at once: so its pace is told
 * by how long the requests took that were begun since the measure was. Times are milliseconds.
 */
export class Pace {
  #from = Number.POSITIVE_INFINITY
  #receivedFrom = Number.POSITIVE_INFINITY
  #received = 0
  readonly #sending = new Set<Sending>()
  /** Of what has been answered: how much, how often, and how long it took. */
  #answers = 0
  #sent = 0
  #took = 0
  /** Milliseconds that requests were in flight, all added up, until then. */
  #busy = 0
  #busyUntil = 0

  /** Measures anew. @param settle what comes so soon is left out */
  begin(now: number, settle = SETTLE): void {
    this.#from = now
    this.#receivedFrom = now + settle
    this.#received = 0
    this.#answers = 0
    this.#sent = 0
    this.#took = 0
    this.#busy = 0
    this.#busyUntil = now
  }

  received(bytes: number, now: number): void {
    if (now >= this.#receivedFrom) this.#received += bytes
  }

  /** So much is on its way, until it has {@link ended}. */
  sending(bytes: number, now: number): Sending {
    this.#passBusy(now)
    const sending = { bytes, began: now }
    this.#sending.add(sending)
    return sending
  }

  ended(sending: Sending, isAnswered: boolean, now: number): void {
    this.#passBusy(now)
    this.#sending.delete(sending)
    if (!isAnswered || sending.began < this.#from) return
    this.#answers += 1
    this.#sent += sending.bytes
    this.#took += now - sending.began
  }

  /** How long what is sent takes to be answered; 0 when nothing has been yet. */
  answerTime(now: number): number {
    return this.#answers === 0 ? 0 : this.#sent / this.#answers / this.#sendingPace(now)
  }

  /** How sure it is: below 1 nothing is known, at 2 it is known twice as well. */
  rounds(now: number): number {
    const time = (now - this.#receivedFrom) / MEASURE
    if (this.#answers === 0 && this.#sending.size === 0) return time
    this.#passBusy(now)
    const inFlight = this.#busy / Math.max(1, now - this.#from)
    return Math.min(time, this.#answers / Math.max(FEWEST_ANSWERS, inFlight * ROUND))
  }

  /** Bytes a second since the measure began. */
  rate(now: number): number {
    const received = this.#received / Math.max(1, now - this.#receivedFrom)
    return (received + this.#sentRate(now)) * 1000
  }

  #sentRate(now: number): number {
    if (this.#answers === 0) return 0
    this.#passBusy(now)
    return (this.#sendingPace(now) * this.#busy) / Math.max(1, now - this.#from)
  }

  /** Of one request, in bytes a millisecond. What is under way has come as far as others after that time. */
  #sendingPace(now: number): number {
    const usual = this.#sent / Math.max(1, this.#took)
    let sent = this.#sent
    let took = this.#took
    for (const { bytes, began } of this.#sending) {
      if (began < this.#from) continue
      const part = Math.min(1, ((now - began) * usual) / bytes)
      sent += bytes * part * (1 - LATE * part)
      took += now - began
    }
    return sent / Math.max(1, took)
  }

  #passBusy(now: number): void {
    this.#busy += this.#sending.size * (now - this.#busyUntil)
    this.#busyUntil = now
  }
}
