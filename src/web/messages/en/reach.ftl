# Whom no mail reaches.
reach-title = Reach without e-mail
reach-lead = Employers of whom only the e-mail address is missing, and those whose receipt of a notice is not proved after { $days } working days. Call, visit or send a message, then record what came of it.
reach-when-label = When to try
reach-when-now = Today
reach-when-later = Later
reach-place-all = Every kelurahan
reach-place-none = Kelurahan not known
reach-csv = Download CSV
reach-more = { $count ->
    [one] { $count } more employer is not shown; choose a kelurahan, or download the CSV.
   *[other] { $count } more employers are not shown; choose a kelurahan, or download the CSV.
}
reach-why-no_address = no e-mail address
reach-why-no_proof = receipt not proved
reach-no-phone = Telephone not known
reach-tries = { $count ->
    [one] tried once
   *[other] tried { $count } times
}
reach-again = try again from { $day }
reach-text = Text for a messenger
reach-copy = Copy the text
reach-copied = Copied
reach-none = Nobody to reach
reach-none-hint = Employers whose case is confirmed and who can't be sent e-mail show up here.
reach-outcome-title = Record the outcome
reach-outcome-lead-no_address = Once reached, the appeal is recorded as brought and received; its term is counted from that day.
reach-outcome-lead-no_proof = Once reached, the receipt of the notice is recorded; its term is counted from that day.
reach-outcome = Outcome
reach-outcome-reached = Reached: they were told
reach-outcome-missed = Not reached yet
reach-how-hand = Handed over
reach-how-post = Post or courier
reach-how-visit = Visit
reach-how-call = Telephone
reach-how-messenger = Messenger
reach-how-answer = Answer of the employer
reach-how-other = Another way
reach-how-page = Reply page opened
reach-how-report = Automatic report
reach-on = Day
reach-words = To whom and proved by what, or why not
reach-words-hint = The receiver's position, or "nobody answered". Write no NIK.
reach-again-on = Try again from
reach-again-hint = Only if nobody was reached.
reach-save = Save the outcome
reach-fault-outcome = Choose: reached, or not yet.
reach-fault-day = Give the day.
reach-done-reached = The outcome is recorded; that employer is no longer on this list.
reach-done-missed = The outcome is recorded; that employer comes back on the day given.
reach-case = Case
reach-why = Reason
reach-tried = Tried
reach-last = Last remark
reach-file-name = reach
refusal-again-on = Give a day for the next attempt: from tomorrow, 90 days ahead at most.
employer-event-not-reached = Not reached: { $how }, { $day }
employer-event-not-reached-again = Recorded by { $who }; try again from { $again }
