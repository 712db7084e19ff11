waiting-title = What waits to be sent
waiting-link = What waits, and why
waiting-last = The last e-mail was sent { $at }.
waiting-never = No e-mail has been sent yet.
waiting-oldest = The oldest was prepared { $at }.
waiting-stuck = Not one e-mail was sent for { $days } working days although { $count } wait. The reasons are below.
waiting-alarm = Not one e-mail was sent for { $days } working days although { $count } wait.
waiting-schedules = Schedules to look at
waiting-schedule-fault = Stands still: { $words }
waiting-schedule-failed = Failed the last time: { $words }
waiting-schedule-late = Was due { $at } and nobody has dealt with it. Is the program running?
waiting-no-address = Cases without a usable address
waiting-no-address-what = There is no e-mail address, or all of them bounced or are not to be mailed. Reach the employer in another way, or add an address on its page.
waiting-reach = List of those to reach
waiting-cases = See the cases
waiting-since = Prepared
waiting-how = Attempts
waiting-attempts = { $count ->
    [0] not tried yet
    [one] tried once
   *[other] tried { $count } times
}
waiting-next = Tried again { $at }
waiting-lease = With a sender until { $at }
waiting-answer = The server's answer:
waiting-more = The oldest { $shown } of { $count }.
waiting-none = Nothing waits
waiting-none-hint = Every e-mail that was prepared has been sent, refused or cancelled.
waiting-why-stopped = Sending is stopped
waiting-what-stopped = An officer stopped all sending. Resume it under Settings → Sending.
waiting-why-held = The city is held back
waiting-what-held = Sending to the whole city is held back until the day that an officer set.
waiting-why-trial = Trial mode
waiting-what-trial = Only addresses of staff receive e-mail until an approver ends the trial under Settings → Sending.
waiting-why-barred = The address can't be used any more
waiting-what-barred = Since the e-mail was prepared its address bounced or was marked as not to be mailed. It will not be sent there.
waiting-why-lease_over = The sender stopped half-way
waiting-what-lease_over = The sending program stopped before it wrote the answer down. The next one takes over with the same Message-ID.
waiting-why-deferred = Deferred by the recipient's server
waiting-what-deferred = The server said “not now”. The program tries again, with longer and longer pauses.
waiting-why-window = Outside sending hours
waiting-what-window = E-mail leaves only in office hours on working days.
waiting-why-lease = Being sent
waiting-what-lease = A sender has it; the answer comes in a moment.
waiting-why-turn = Waiting for its turn
waiting-what-turn = Leaves with the next pass, within a minute at the earliest, as the sending rate allows.
