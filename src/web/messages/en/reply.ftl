# The page where a firm answers. Short, plain sentences: many read it once, on a telephone.
reply-title = Your answer
reply-from = From { $office }
reply-for = For { $firm }
reply-officer = You are signed in as an officer. This is how the firm sees the page; nothing that you do here is recorded.
reply-open = Open
reply-cover-lead = We write about the health insurance (JKN) of your workers. You can read it and answer here, without an account.
reply-cover-again = There is a new notice about the health insurance (JKN) of your workers.
reply-cover-press = When you press “Open”, we note that you have read this notice. Your time to answer starts then.
reply-why-title = Why did you get this?
reply-why = Your address or letter is on record as this firm’s.
reply-why-wrong = Not your firm? Close this page. You need not do anything.

reply-until-title = Please answer by
reply-stands-title = Where it stands
reply-until = { $day } at { $time }
reply-until-over = This time is over. You can still answer.
reply-until-none = There is no last day yet. We look forward to your answer.
reply-stands-waiting = We are reading your answer
reply-why-waiting = The clock stands still meanwhile. You need not do anything unless we ask.
reply-stands-asked = We have a question about your answer
reply-why-asked = Open its receipt below and answer there. The clock stands still meanwhile.
reply-stands-done = There is nothing left to answer
reply-why-done = Thank you for your attention. This matter is closed.
reply-data-title = Our data
reply-please = Please { $action }.
reply-case = Case number { $code }
reply-data-note = Our data may be wrong or late. If yours differ, tell us below.
reply-answer-heading = Choose your answer
reply-answer-hint = Each answer takes two minutes. You get a receipt number.
reply-kind-registered = We have registered our workers
reply-about-registered = Send your code or a proof.
reply-kind-number_differs = Our number of workers is different
reply-about-number_differs = Write the right number and why.
reply-kind-roster = This is our list of workers
reply-about-roster = Send a file; you see at once who is not registered.
reply-kind-head_office = Registered through our head office
reply-about-head_office = Write its name, town and code.
reply-kind-closed = We have closed, or have no workers
reply-about-closed = Write since when.
reply-kind-promise = We will do it, by a day
reply-about-promise = Choose a day.
reply-kind-wrong_address = This e-mail address is wrong
reply-about-wrong_address = Write the right one.
reply-given-title = Your answers
reply-given = Number { $number }, { $at }
reply-given-open = See its receipt
reply-letters-title = Letters to download
reply-file-name = letter
reply-ask-title = Any questions?
reply-ask = Ask { $desk }, { $office }.
reply-genuine-title = Is this genuine?
reply-genuine-call = Call the city’s published number and tell them the name of your firm.
reply-genuine-never = We never ask for money, passwords or a NIK on this page.
reply-genuine-letter = Check the code on a letter

reply-form-registered = Thank you. Write your firm’s code if you have it. We compare it with the data of BPJS Kesehatan.
reply-form-number_differs = Write how many workers earn a wage. No names and no NIK, please.
reply-form-roster = Choose the file with your workers, and its day.
reply-form-head_office = Write which head office registers your workers.
reply-form-closed = Choose what is true, and since when. An officer may come and see.
reply-form-promise = Choose the last day. We wait until then if an officer agrees.
reply-form-wrong_address = Write the right address. We send one e-mail there to make sure.
reply-form-nobody = Please write no NIK, no worker’s name and no wage.
reply-send = Send the answer
reply-field-bpjs_code = The firm’s code at BPJS Kesehatan
reply-field-head_code = The head office’s code at BPJS Kesehatan
reply-hint-bpjs_code = It stands on the card or bill of BPJS Kesehatan, such as 00123456.
reply-field-workers = Number of workers
reply-hint-workers = Digits only, such as 12.
reply-field-why = Why does it differ?
reply-field-words = Anything to add (may be empty)
reply-hint-words = At most 2,000 letters. No worker’s name, NIK or wage.
reply-field-as_of = As of
reply-field-name = Name of the head office
reply-field-city = Town of the head office
reply-field-closed = What is true
reply-closed-closed = The business has closed
reply-closed-without_workers = The business goes on, without workers who earn a wage
reply-field-since = Since
reply-field-by = At the latest on
reply-hint-by = At most 90 days from now.
reply-field-address = The right e-mail address
reply-hint-address = Such as hrd@company.example.
reply-fault-long = Too long; at most { $most } letters.
reply-fault-count = Write digits only, such as 12.
reply-fault-range = This number is too large; please check it.
reply-fault-date = Enter a date.
reply-fault-future = This day has not come yet.
reply-fault-past = This day is over.
reply-fault-far = At most 90 days from now.
reply-fault-choice = Choose one.
reply-fault-address = Write one whole e-mail address, such as hrd@company.example.
refusal-answers-today = Ten answers came through this link today. Go on tomorrow, or call us.
refusal-answer-faults = Something is not right yet. Correct it and send again.
refusal-answer-decided = This answer was decided already. Send a new one if there is more to say.
refusal-reply-words = Write your words, at most 2,000 letters.

reply-answer-title = Answer { $number }
reply-number = Receipt number
reply-state-waiting = Waiting for an officer
reply-state-asked = An officer asks you something
reply-state-accepted = Accepted
reply-state-refused = Not accepted
reply-received-waiting = Thank you, we have received your answer
reply-received-asked = We have a question about your answer
reply-received-accepted = Your answer was accepted
reply-received-refused = Your answer was not accepted
reply-next-waiting = An officer will read it. The clock stands still meanwhile.
reply-next-asked = Read the question, then answer below.
reply-next-accepted = Thank you. The next data of BPJS Kesehatan decide whether this matter is closed.
reply-next-refused = Read the reason below. You can send a new answer.
reply-said-title = What you told us
reply-said-firm = Firm
reply-said-at = Received
reply-said-kind = Answer
reply-said-decided = Decided
reply-said-until-registered = We wait for newer data until
reply-said-until-head_office = Holds until
reply-said-until-promise = The term is extended to
reply-roster-title = What we found
reply-roster-rows = { $count ->
    [one] { $count } row was read.
   *[other] { $count } rows were read.
}
reply-roster-unreadable = { $count ->
    [one] { $count } row could not be read.
   *[other] { $count } rows could not be read.
}
reply-roster-open = { $count ->
    [one] { $count } worker is not registered by your firm.
   *[other] { $count } workers are not registered by your firm.
}
reply-roster-lines = Rows of your file: { $rows }.
reply-roster-kept = We keep no copy of the file, only counts and keyed hashes, without names or NIK.
reply-talk-title = What was said
reply-deed-ask = Our question
reply-deed-reply = Your words
reply-deed-accept = Accepted
reply-deed-refuse = Not accepted
reply-deed-confirm_address = Address confirmed
reply-add-title = Add something
reply-add-words = Your words
reply-keep = Keep or print this page. Tell us this number when you call.
reply-back = Back to your page

reply-door-title = Answer our letter
reply-door-lead = Type the code on the letter and the NIB of your firm.
reply-door-code = Code of the letter
reply-door-nib = NIB
reply-door-nib-hint = Business identification number, 13 digits.
reply-door-unknown = This code and NIB do not belong together. Check both, or call us.
reply-shut-title-unknown = There is no such page
reply-shut-unknown = The link may be cut off. Copy all of it from our e-mail, or use the code on a letter.
reply-shut-title-over = This link no longer works
reply-shut-over = Its time is over, or it was taken back. Call us; we help you to answer.
reply-shut-title-wait = Too many tries
reply-shut-wait = Try again in { $minutes } minutes.
reply-shut-letter = I have the code of a letter

reply-certificate-title = Certificate of compliance
reply-certificate-what = By the newest participants' data your firm complies. You can print a certificate that says so.
reply-certificate-make = Make the certificate
reply-field-files = Proof, if you have any
reply-hint-files = Photos or PDF: a print of e-Dabu, a proof of payment. At most 5 files of 10 MB each.
reply-field-file = File with your workers
reply-hint-file = XLSX, XLS, ODS or CSV with a column NIK. At most 5 MB.
reply-files-again = If you chose files before, choose them again below.
reply-fault-file = Choose the file.
reply-fault-list = This file can’t be read as a list of workers. Send XLSX or CSV with one line of headings and a column NIK.
reply-fault-other = Row { $row } names another firm. Send the list of your own firm only.
reply-said-files = { $count ->
    [one] { $count } file:
   *[other] { $count } files:
}
reply-roster-before = What happens with this list
reply-roster-read = We read it once and throw the file away. It is not kept.
reply-roster-hashes = Only counts and keyed hashes stay, without names, NIK or wages.
reply-roster-gone = The hashes go once an officer has decided.
reply-roster-grace = started lately, not due yet
reply-roster-left = left, or not begun
refusal-addresses-today = Three new addresses came through this link today. Go on tomorrow, or call us.
reply-address-title = Is this your e-mail address?
reply-address-done = Thank you, this address is confirmed
reply-address-lead = Somebody named this address as this firm’s.
reply-address-button = Yes, it is ours
reply-address-wrong = It is not? Close this page. The address will not be used.
reply-address-next = An officer looks once more before it is used.
