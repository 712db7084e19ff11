batches-title = Print many letters
batches-lead = Many letters become one file, in the order of a delivery round: kecamatan, kelurahan, postal code, name. The file is kept for { $days } days.
batches-new = Print letters
batches-new-lead = Choose letters by kind, state or date; withdrawn letters are not printed.
batches-filter = Which letters
batches-all = all
batches-on = Dated
batches-on-hint = Leave empty for all dates.
batches-find = Show
batches-found = Letters in this choice
batches-more = and { $count } more letters
batches-nothing = There is no letter in this choice yet. Change the kind, the state or the date.
batches-make = As
batches-make-hint = Labels and envelopes of a circular are made for every employer on its distribution list.
batches-begin = { $count ->
    [one] Print { $count } letter
   *[other] Print { $count } letters
}
batches-cancel = Cancel
batches-fault-make = Choose what to make of them.
batches-kind-merged = one PDF to print
batches-kind-singles = a PDF for each letter (ZIP)
batches-kind-labels = address labels (A4, 24 a sheet)
batches-kind-envelopes = envelopes (22 × 11 cm)
batches-kind-folder = signing folder
batches-hint-merged = Print on one side at actual size, without fitting to the page; the order is that of a delivery round.
batches-hint-singles = Each file name begins with the letter's place in the delivery round.
batches-hint-labels = Labels of 70 × 37 mm, three columns of eight. Print at actual size, without fitting to the page.
batches-hint-envelopes = One envelope a page, 220 × 110 mm.
batches-hint-folder = A list in front, then the letters by their numbers. Print on one side at actual size.
batches-one = Printed letters
batches-heading = Batch { $no }
batches-letters = { $count ->
    [one] { $count } addressee
   *[other] { $count } addressees
}
batches-made = asked for by { $who }, { $at }
batches-progress = Progress
batches-of = of { $total } done
batches-state-waiting = waiting for its turn
batches-state-running = being set
batches-state-done = done
batches-state-failed = failed
batches-state-stopped = stopped
batches-leave = You may leave this page; the work goes on, also when the program is started anew.
batches-again = Reload
batches-stop = Stop
batches-go-on = Go on
batches-stands = { $done } of { $total } are done and will not be set again.
batches-file = File
batches-download = Download ({ $size } kB)
batches-fetch = Download, { $size } kB
batches-removed = removed
batches-kept = The file is removed { $days } days after it was asked for.
batches-gone = The file was removed { $days } days after it was asked for. The letters can be printed again:
batches-problems = Can't be printed
batches-problems-lead = The other letters are not held up. Correct these and print them again.
batches-why = Why
batches-batch = Batch
batches-col-letters = Done
batches-col-made = Asked for
batches-none = Nothing printed yet
batches-none-hint = Many letters are printed at once here.
batches-back = All batches
batches-with-ticked = Print the ticked ones
batches-print = Print
batches-by-filter = Choose by kind, state or date
batches-fault-ticked = Tick the letters to print first.
folder-title = Signing folder
folder-lead = The numbered letters of a day that are not signed yet, behind one list. The QR code on each letter lets its scan find the letter.
folder-day = Date of the letters
folder-show = Show
folder-table = Letters that wait for their signature
folder-number = Number
folder-make = { $count ->
    [one] Make a folder of { $count } letter
   *[other] Make a folder of { $count } letters
}
folder-none = No letter of this date waits for its signature
folder-none-hint = Letters come into the folder once they are approved and numbered. Choose another date, or number the letters that are approved.
refusal-batch_empty = There is no letter in this choice that can be printed.
refusal-batch_many = No more than 5,000 letters are printed at once; narrow the choice.
refusal-batch_moved = This batch has just come to an end or was changed by somebody else; reload the page.

packs-title = Referral packs
packs-lead = for BPJS Kesehatan
packs-make-title = Make a new pack
packs-what = One PDF with the evidence, the letters, the proof of delivery and the replies, each with its SHA-256. Counts only; no worker's name, NIK or wage.
packs-make = Make one for { $code }
packs-by = Made by { $who }.
packs-none = No referral pack yet
packs-none-hint = A pack is made for a case when it is referred to BPJS Kesehatan.

certificate-fetch = Download the certificate of compliance
certificate-until = holds until
certificate-give = Give a certificate of compliance
certificate-what = By the newest participants' data; anybody can check by its code whether it still holds.
