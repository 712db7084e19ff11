see-schedules = See the schedules.
letters-lead = Drafts are marked KONSEP until they are numbered and signed.
letters-table = List of letters
letters-caption = Letters in the order drafted
letters-letter = Letter
letters-kind = Kind
letters-state = State
letters-drafted = Drafted
letters-file = File
letters-no = number { $no }
letters-kind-circular = Circular
letters-kind-appeal = Appeal
letters-kind-reprimand_1 = Reprimand I
letters-kind-reprimand_2 = Reprimand II
letters-kind-referral = Referral to BPJS Kesehatan
letters-kind-arrears_report = Report of arrears to BPJS Kesehatan
letters-kind-thanks = Letter of thanks
letters-state-draft = draft
letters-state-in_review = in review
letters-state-approved = approved
letters-state-numbered = numbered
letters-state-signed = signed
letters-state-sent = sent
letters-state-received = received
letters-state-cancelled = cancelled
letters-none = No letters yet
letters-none-hint = The draft circular is made together with the first appeals, by the reminder schedule.
letters-drafted-at = drafted { $at }
letters-download = Download PDF
letters-open = Open PDF
letters-paper = The letter as PDF
letters-one = Letter { $no }

# Whom a letter goes to, and who has it.
letters-recipients = Recipients
letters-recipients-caption = { $count ->
    [one] { $count } recipient
   *[other] { $count } recipients by name
}
letters-received-of = Receipts: { $received } of { $count } employers.
letters-received-short = { $received } with a receipt
letters-gone = { $count ->
    [one] { $count } employer on this list has closed or was merged since it was added; look at it before the letter is printed.
   *[other] { $count } employers on this list have closed or were merged since they were added; look at them before the letter is printed.
}
letters-gone-closed = closed
letters-gone-merged = merged
letters-by-receipt = Filter by receipt
letters-receipt-any = All
letters-receipt-yes = Received
letters-receipt-no = No receipt yet
letters-search = Find a recipient by name or NIB
letters-received = Received
letters-no-receipt = none yet
letters-col-receipt = Receipt
letters-col-added = Added
letters-col-added_by = Added by
letters-col-added_on = Added on
letters-col-received_on = Received on
letters-col-how = Received how
letters-col-recorded_by = Recorded by
letters-col-note = Note
letters-file-name = letter-recipients
letters-on-page = { $count } lines on this page, of { $all } recipients.
letters-with-ticked = For the lines that are ticked
letters-received-on = Received on
letters-receive = Record the receipt
letters-withdraw = Withdraw the receipt
letters-remove = Remove from the list
letters-how-hand = Handed over
letters-how-post = Post or courier
letters-how-visit = Told on a visit
letters-how-call = Told by telephone
letters-how-messenger = By messenger, answered
letters-how-answer = The firm answered
letters-how-other = Another way
letters-nobody = No employer is on the list of recipients yet.
letters-nobody-do = Choose employers in the list, then "Add to a letter".
letters-nobody-go = To the list of employers
letters-done-added = { $count ->
    [one] { $count } employer was put on the list of recipients.
   *[other] { $count } employers were put on the list of recipients.
}
letters-done-removed = { $count ->
    [one] { $count } employer was removed from the list of recipients.
   *[other] { $count } employers were removed from the list of recipients.
}
letters-done-received = { $count ->
    [one] The receipt of { $count } employer is recorded.
   *[other] The receipts of { $count } employers are recorded.
}
letters-done-withdrawn = { $count ->
    [one] The receipt of { $count } employer is withdrawn.
   *[other] The receipts of { $count } employers are withdrawn.
}
letters-done-listed = { $count ->
    [one] { $count } employer was on the list already.
   *[other] { $count } employers were on the list already.
}
letters-done-closed = { $count ->
    [one] { $count } employer was not added because it has closed.
   *[other] { $count } employers were not added because they have closed.
}
letters-done-merged = { $count ->
    [one] { $count } employer was not added because it was merged into another one.
   *[other] { $count } employers were not added because they were merged into others.
}
letters-done-left = { $count ->
    [one] { $count } ticked employer did not change.
   *[other] { $count } ticked employers did not change.
}
letters-fault-nobody = Tick the employers first.
letters-fault-date = Type a date such as 2026-03-31.
letters-fault-how = Choose how the letter was received.
refusal-nobody_to_add = Nobody was added: all of them are on the list already, have closed, or were merged.
refusal-nobody_to_remove = Nobody was removed. Who has a receipt stays on the list; withdraw the receipt first.
refusal-nobody_received = Nothing was recorded: the receipt is recorded already, or the employer is not on the list.
refusal-nothing_to_withdraw = No receipt was withdrawn: those that are ticked have none.
refusal-receipt_ahead = The day of receipt has not come yet; type today or an earlier day.
refusal-receipt_early = The day of receipt is before this letter was drafted; check the date.
refusal-letter_not_draft = The list of recipients can be changed only while the letter is a draft.
refusal-letter_moved = Somebody else has just changed this letter; reload the page to see where it stands.
refusal-letter_state = The letter stands where this can't be done; reload the page to see it.
refusal-letter_words = Write the reason or the comment first.
refusal-letter_words_long = More than 2,000 characters; make it shorter.
