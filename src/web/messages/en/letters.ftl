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

letters-by-state = Filter by state
letters-by-kind = Filter by kind
letters-all-states = All states
letters-all-kinds = All kinds
letters-none-such = There are no such letters.

# The life of a letter.
letter-life = Life of the letter
letter-number = Number
letter-code = Verification code
letter-missing = Not known yet, so this letter can't be approved:
letter-edit = Edit the text
letter-edit-of = Edit letter { $no }
letter-edit-note = Each time you save makes a new version; old ones stay. Put values between double braces, bold between two stars, items with 1. and a.
letter-edit-shut = This letter is no longer a draft. Ask an approver to send it back if its text needs correction.
letter-text = Text
letter-save = Save as a new version
letter-as-read = What the letter says
letter-values = Values
letter-values-note = These are kept with the letter, so that firm, figures and dates always belong to one case.
letter-values-sample = Sample values: there is no such firm.
letter-newer = The data of the case are newer
letter-newer-note = What would change if the letter's facts were brought up to date; its text stays.
letter-refresh = Bring up to date
letter-deeds = What to do
letter-obstacles = You can't approve it yet:
letter-words = Comment or reason
letter-words-hint = Needed to send back, to cancel and to comment.
letter-submit = Submit for approval
letter-approve = Approve this version
letter-send-back = Send back
letter-comment = Comment
letter-cancel = Cancel the letter
letter-events = What was done so far
letter-events-none = Nothing has been done with this letter yet.
letter-by-program = Patuh
letter-event-comment = Comment
letter-event-edit = Edited
letter-event-submit = Submitted
letter-event-send_back = Sent back
letter-event-approve = Approved
letter-event-number = Numbered
letter-event-sign = Signed copy put on record
letter-event-send = Sent
letter-event-receive = Received
letter-event-cancel = Cancelled
letter-origin-draft = drafted by the program
letter-origin-edit = edited
letter-origin-docx = from a DOCX file
letter-origin-revert = back to an old version
letter-origin-refresh = brought up to date
letter-did-submit = The letter was submitted; somebody else approves it.
letter-did-comment = The comment is on record.
letter-did-approve = The letter was approved.
letter-did-send_back = The letter went back to its writers.
letter-did-cancel = The letter was cancelled.
letter-did-refresh = The letter's facts were brought up to date, as a new version.
letter-did-saved = The new version was saved.
letter-did-same = Nothing changed.
letter-did-reverted = The old version holds again, as a new one.
letter-back = Back to this version
letter-changes-none = The text is that of the version before.
letter-faulty = This text can't be used; the old one still holds.
letter-line = line { $line }
letter-column = character { $column }
letter-lines-hint = One line for each.
letter-body-hint = An empty line parts paragraphs; # for a heading, > for what the data say.
letter-part-importance = Importance (Sifat)
letter-part-enclosure = Enclosure (Lampiran)
letter-part-subject = Subject (Hal)
letter-part-addressee = Addressee (Yth.)
letter-part-destination = Destination (di)
letter-part-body = Body
letter-part-copies = Copies (Tembusan)
letter-wrong-empty = has to be filled in.
letter-wrong-long = too long; at most { $most }.
letter-wrong-lost = such a letter still has to say { $what }.
letter-wrong-unknown = there is no value “{ $what }”.
letter-wrong-open = “{ $what }” is opened and never closed.
letter-wrong-order = the order is broken; { $what } is due
letter-wrong-loose = a lettered item has to stand under a numbered one.
letter-wrong-nothing = nothing stands behind the mark.
letter-wrong-control = a character that can't be printed.
letter-wrong-claims-warning = “{ $what }”: written warnings under PP 86/2013 are BPJS Kesehatan's, not the city's.
letter-wrong-claims-fine = “{ $what }”: fines are BPJS Kesehatan's, not the city's.
letter-wrong-claims-services = “{ $what }”: public services are withheld only when BPJS Kesehatan asks; say so in the same sentence.
letter-wrong-claims-inspection = “{ $what }”: labour inspection is the province's.
letter-wrong-claims-punishment = “{ $what }”: courts punish.
letter-wrong-claims-circular = “{ $what }”: a circular can't create a sanction.
letter-texts = Texts of letters
letter-texts-lead = What each kind of letter begins with. A change holds for letters drafted from then on.
letter-template-note = A change holds for letters drafted from then on; each time you save makes a new version.
letter-unfit-note = The edited text does not fit this version of the program, which uses its own.
letter-laws = Legal basis
letter-laws-note = The laws come from the instruction of the case, with the day on which the legal office verified them; until then drafts say so.
letter-laws-go = See the instructions.
refusal-letter_text = The text can't be set by today's rules; correct it.
refusal-letter_missing = Some values of the letter are not known yet; complete its text first.
refusal-letter_case_over = The case is closed or began anew, so the letter no longer holds; cancel it.
refusal-letter_stale = The data of the case are older than 30 days; import newer data, check, then bring the letter up to date.
refusal-letter_own_submission = A letter is approved by somebody else than who submitted it.
refusal-letter_own_text = A letter is approved by somebody else than who wrote its version.
refusal-letter_fresh = Nothing is newer: the letter agrees with today's data.

# Letters in Word
docx-title = Finish it in Word
docx-note = Download this letter as DOCX, correct it, then upload it again. Its text is shown first and becomes a new version once you save it.
docx-download = Download DOCX
docx-file = The corrected DOCX
docx-upload = Read its text
docx-read = The text was read from the file. Look it through, then save it; nothing has changed yet.
docx-note-tracked = All tracked changes were taken as accepted.
docx-note-comments = Comments in the file were left out.
docx-note-tables = Tables in the text became paragraphs, one for each row.
docx-note-pictures = Pictures in the text were left out.
docx-note-footnotes = Footnotes were left out.
docx-note-hidden = Hidden text was left out.
docx-note-objects = Embedded objects and special symbols were left out.
docx-note-lists = Bulleted lists, or lists of more than two levels, became numbers and letters.
docx-note-numbers = A list that went on behind a paragraph begins with 1 again.
docx-note-outside = Words outside the parts of the letter were left out.
refusal-docx_too_large = The file is larger than 10 MB. Remove pictures that are not needed.
refusal-docx_kind = This file is not a DOCX. Upload the letter that was downloaded here.
refusal-docx_old_or_locked = This file is an old DOC or is locked with a password. Save it as DOCX without a password.
refusal-docx_macros = This file carries macros. Save it as a plain DOCX.
refusal-docx_unpacks = This file unpacks to far more than a letter.
refusal-docx_damaged = This file is damaged. Open it in Word, save it again, then upload it.
refusal-docx_no_text = No letter text was found. Upload the letter that was downloaded here, with its addressee and signature.
refusal-docx_other_letter = This file is another letter; its code is not the code of this letter.

# The look at the pages
refusal-letter_page = The look at the pages found something out of place; correct the text.
letter-flaw-missing = Page { $page }: a part of the letter is not printed.
letter-flaw-words = Page { $page }: a part says something else than the letter.
letter-flaw-region = Page { $page }: a part is not in its place.
letter-flaw-order = Page { $page }: the parts are out of order.
letter-flaw-outside = Page { $page }: words stand outside the margins.
letter-flaw-overlap = Page { $page }: words stand on other words.
letter-flaw-empty_page = Page { $page } is empty.
letter-flaw-mark = Page { $page }: the mark KONSEP or CONTOH is not as it has to be.
letter-flaw-other_case = Page { $page }: firm, code or figures are not those of this case.
letter-flaw-lone_signature = Page { $page }: the signature stands alone, without words of the letter.
letter-flaw-illegible = Page { $page }: characters that can't be printed.

# Letters that an officer begins, and cancelled letters drafted anew
letter-draft-appeal = Draft the appeal letter
letter-draft-thanks = Draft a letter of thanks ({ $code })
letter-did-drafted = The letter is drafted. Check what it says, then submit it.
letter-did-redrafted = A new draft was made from today's data. Check what it says, then submit it.
letter-firm = The page of this firm
letter-redraft = Draft it anew
letter-redraft-note = The reason for this letter still stands. A new draft is made from today's data; the cancelled letter stays on record.
letter-instead = Replaced by letter no. { $no }
refusal-letter-unready = The letter can't be drafted yet: something that it asks for is not known, or its template can't be used.
refusal-redraft-standing = This letter was not cancelled; no new draft is needed.
refusal-redraft-over = The case is closed, stands at another step, or the receipt is recorded; no new letter is needed.
refusal-redraft-done = The new draft is there already; reload the page to open it.
refusal-redraft-directive = The instruction was withdrawn or is not in force today; no new circular is needed.
refusal-thanks-not-due = A letter of thanks is for a case that was closed at most 90 days ago because the duty was met after a notice, while the firm is compliant, has no open case, and was not thanked yet.
refusal-appeal-not-now = The appeal letter of this case can't be drafted yet, or is there already; see the employer's page.
letter-compare = Compare with
letter-compare-show = Compare
letter-compared = What changed from version { $from } to version { $to }:
letter-changes-first = This is the first version.
letter-changes-same = Both versions say the same.

circular-title = Send the circular by e-mail
circular-lead = Each company receives one e-mail with the signed copy. A delivery report or an answer is recorded as its receipt; an e-mail that comes back takes that receipt back.
circular-later = The circular is sent once its signed copy is on record.
circular-nobody-now = There is nobody who can be written to by e-mail now.
circular-ready = Can be written to now
circular-first = These are the first { $count }; the others follow when these have been sent.
circular-col-address = E-mail address
circular-english = in English
circular-send = Send to those ticked
circular-others = Not written to now
circular-without = Without a usable address: bring it by courier, by post or by hand
circular-back = To the list of recipients
circular-done = { $count ->
    [one] One e-mail waits to leave.
   *[other] { $count } e-mails wait to leave.
}
circular-left = { $count ->
    [one] One of those ticked gets none: it was written to, has the letter, or can't be written to today.
   *[other] { $count } of those ticked get none: they were written to, have the letter, or can't be written to today.
}
circular-why-received = Receipt recorded
circular-why-mailed = E-mail waiting, sent or delivered
circular-why-no_address = Without a usable address
circular-why-held = Held back by an officer
circular-why-today = Got another e-mail today
letters-mail-waits = e-mail waiting
letters-mail-sent = e-mail sent
letters-mail-delivered = e-mail delivered
letters-mail-lost = e-mail did not arrive
letters-mail-cancelled = e-mail taken back
refusal-circular-unsigned = The circular is sent once its signed copy is on record.
refusal-circular-nobody = Choose at least one recipient; nobody was written to.
refusal-circular-none-left = Nobody was written to: those chosen were written to or have the letter, have no usable address, are held back, or got another e-mail today.
