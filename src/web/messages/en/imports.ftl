# Where files come in.
imports-lead = Files from the city's offices and BPJS Kesehatan come in here. You see their effect first; nothing counts until you import it.
imports-newest = Newest data of each kind
imports-kind-employers = Employers
imports-kind-roster = Rosters
imports-kind-participants = JKN members
imports-kind-contributions = Contributions
imports-kind = Kind of file
imports-kind-open = Tell by the columns
imports-kind-hint = All files sent together are of one kind.
imports-kind-missing = Choose the kind of file.
imports-kind-first = choose the kind of file first
imports-as-of = Data as of
imports-as-of-hint = The day the files speak of, not the day they are sent.
imports-as-of-later = This day has not come yet. Type the day of the data, today at the latest.
imports-source = Source of the list of employers
imports-source-hint = For files of employers only.
imports-source-open = Tell by the columns
imports-source-wlkp = WLKP
imports-source-oss = OSS
imports-source-bpjs = BPJS Kesehatan
imports-source-bpjs_tk = BPJS Ketenagakerjaan
imports-source-city = the city's list
imports-sample = These files are sample data too, not real data.
imports-files = Files
imports-files-hint = CSV, XLSX, XLS or ODS, { $mb } MB together at most. Choose them, or drop them here.
imports-files-large = Together these files are larger than { $mb } MB. Send them in several goes.
imports-files-missing = Choose at least one file.
imports-files-wait = The files wait for your decision, and are removed after a day.
imports-files-gone = The files that were sent have been removed from the server.
imports-file-size = { $kb } KB
imports-send-title = Send files
imports-send-lead = The files are read and compared with what is known. Nothing changes until you press “Import now”.
imports-send = Send and see the effect
imports-privacy = A NIK becomes a secret code while it is read, and is not kept. Files are removed once they are imported or thrown away.
imports-never = Never imported
imports-age = { $days ->
    [0] as of today
    [one] { $days } day ago
   *[other] { $days } days ago
}
imports-old = more than 30 days; ask for new data
imports-past = Imports so far
imports-past-caption = Imports so far, the newest first
imports-none = No imports yet
imports-none-hint = Begin with the list of employers, then rosters, JKN members and contributions.
imports-col-what = Number · kind · files
imports-col-as-of = As of
imports-col-when = Imported
imports-col-accepted = Rows accepted
imports-col-rejected = Rows rejected
imports-col-employer = Employer
imports-col-before = Before
imports-col-after = After
imports-col-place = Where
imports-col-column = Column
imports-col-value = Value (masked)
imports-col-reason = Reason
imports-col-header = Name in the file
imports-col-read-as = Read as
imports-by-command = on the terminal
imports-rejected-of = rejected rows of import { $no }
imports-undone = Taken back { $at }
imports-undo = Take the last import back
imports-undo-note = The last import of each kind can be taken back for { $days } days.
imports-discarded = The upload was thrown away; its files have been removed.
imports-waiting-unknown = Files of a kind that could not be told
imports-waiting-undo = Taking an import back
imports-sent-by = By { $name }, { $at }
imports-state-uploaded = Waiting for you to describe it
imports-state-queued = Waiting for another import to end
imports-state-previewing = Its effect is being worked out
imports-state-previewed = Waiting for your decision
imports-state-importing = Being worked on
imports-state-done = Done
imports-state-failed = Not successful
imports-state-discarded = Thrown away
imports-job-title = Import
imports-progress = Being worked on
imports-progress-leave = You may leave this page; the work goes on.
imports-progress-again = Reload
imports-phase-queued = Another import is running; these files are next.
imports-phase-reading = The files are being read.
imports-phase-storing = Rows are being put in their place.
imports-phase-checking = Compliance is being checked.
imports-rows-read = { $count ->
    [one] row read
   *[other] rows read
}
imports-rows-count = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
imports-row = row { $row }
imports-sheet = sheet { $name }
imports-effect-would = What importing would do
imports-effect-did = Import { $no } counts now
imports-rows = Rows of data in the files
imports-accepted = Rows accepted
imports-rejected = Rows rejected
imports-created-employers = New employers
imports-created-roster = New roster rows
imports-created-participants = New member rows
imports-created-contributions = New contribution rows
imports-updated = Changed
imports-unchanged = Unchanged
imports-older = Not used, because newer data are known
imports-confirm = Import now
imports-confirm-note = Compliance is checked by itself afterwards. The import can be taken back.
imports-flips-would = Verdicts that would change
imports-flips-did = Verdicts that changed
imports-flips-after = Verdicts that changed with it
imports-flips-none = No employer's verdict changes.
imports-flips-table = Employers whose verdict changes
imports-flips-caption = { $shown ->
    [one] { $shown } employer
   *[other] The first { $shown } employers, by name
}
imports-flip-new = new
imports-flip-becomes = becomes
imports-assessed = { $count ->
    [one] { $count } employer checked again
   *[other] { $count } employers checked again
}
imports-rejected-title = Rejected rows
imports-rejected-table = Examples of rejected rows
imports-rejected-caption = { $shown ->
    [one] { $shown } row
   *[other] The first { $shown } rows
}
imports-rejected-download = Download the rejected rows (CSV)
imports-remarks = Good to know
imports-remark-where = { $count ->
    [one] in { $file }, row { $row }
   *[other] { $count } times, first in { $file }, row { $row }
}
imports-clash = { $count ->
    [one] { $count } number is used by two employers
   *[other] { $count } numbers are used by two employers
}
imports-clash-hint = Their names are far apart. Check the number; where it is wrong, mend it and import again.
imports-clash-pair = { $name } uses { $column } { $value }, as { $other } does
imports-clash-joined = this row was taken for that employer
imports-clash-apart = their NIBs differ, so both stay apart
imports-alike = { $count ->
    [one] { $count } name is near another employer's
   *[other] { $count } names are near other employers'
}
imports-alike-hint = Nothing was merged. If it is the same employer, give both the same NIB, NPWP or BPJS code, or judge the pair under Matches.
imports-alike-pair = { $name } is near { $other }
imports-alike-same = the same name
imports-alike-near = names alike
imports-alike-else = other facts the same
imports-described = About these files
imports-columns = Columns found
imports-columns-caption = Names of columns in the files, where they stand, and what they are read as
imports-columns-missing = Required columns not found yet: { $missing }. Point them out below.
imports-column-ignored = (passed over)
imports-column-twice = Two columns of a file are read as the same one. Choose “(passed over)” for one of them.
imports-read-as = { $name } is read as
imports-preview = Work out the effect
imports-discard = Throw these files away
imports-back = Back to the imports

# Taking an import back.
imports-undo-title = Take an import back
imports-undo-of = Taking import { $no } back
imports-undo-lead = Data return exactly to what they were before this import, then compliance is checked again. It is recorded under your name.
imports-undo-this = The import to take back
imports-undo-then = Afterwards
imports-undo-before = What counts again: import { $no }, data as of { $day }, imported { $at }.
imports-undo-nothing = No data of this kind are left: there was no import before.
imports-undo-confirm = Take this import back
imports-undo-done-employers = Import { $no } has been taken back: { $gone } employers went, { $back } employers are as they were before.
imports-undo-done = Import { $no } has been taken back: { $gone } rows went, { $back } rows returned to their place.

# Why rows are rejected.
imports-reason-empty = A required column is empty. Fill it in and import again.
imports-reason-date = The date cannot be read. Write it as 2026-02-28 or 28/02/2026.
imports-reason-no_such_day = There is no such day. Check day, month and year.
imports-reason-money = The amount cannot be read. Write digits only, such as 4250000.
imports-reason-negative = A number cannot be negative.
imports-reason-too_large = The number is too large. Check it and type it again.
imports-reason-month = The month cannot be read. Write it as 2026-02 or 02/2026.
imports-reason-count = The count cannot be read. Write a whole number, such as 7 or 1,234.
imports-reason-segment = The segment is not known. Write PPU BU, PPU PN, PBPU, PBPU Pemda, BP or PBI JK.
imports-reason-active = The member's status is not known. Write AKTIF or NON AKTIF.
imports-reason-closed = The firm's status is not known. Write aktif or tutup.
imports-reason-nib = A NIB has exactly 13 digits. Check the NIB document from OSS.
imports-reason-npwp_length = An NPWP has 15 or 16 digits (a NITKU 22). Check the NPWP card.
imports-reason-npwp_characters = An NPWP holds digits, points, hyphens and spaces only.
imports-reason-npwp_zero_lost = The NPWP has only 14 digits, and its check digit does not hold with a 0 before them. Type it again in a column formatted as text.
imports-reason-only_zeros = Nothing but zeros is no identifier. Leave the cell empty if there is none.
imports-reason-bpjs_code = A BPJS code has exactly 8 digits. Check e-Dabu, and type it in a column formatted as text.
imports-reason-damaged = A spreadsheet damaged the number. Format the column as text and type it again.
imports-reason-nik_length = A NIK has exactly 16 digits. Check the identity card.
imports-reason-nik_characters = A NIK holds digits only. Remove letters, points and spaces.
imports-reason-nik_region = The region of a NIK cannot be 00. Check the identity card.
imports-reason-nik_date = The date of birth in the NIK is no real day. Check the identity card.
imports-reason-nik_serial = The serial number of a NIK cannot be 0000. Check the identity card.
imports-reason-nik_damaged = A spreadsheet damaged the NIK. Format the column as text and type it again.
imports-reason-no_employer = No employer is named. Fill in one of NIB, NPWP or BPJS code.
imports-reason-ends_first = The last day comes before the first. Check both.
imports-reason-unknown_employer = The employer is not in the registry. Import its list of employers first.
imports-reason-shared = More than one employer has this number. Fill in the NIB.

# What to know of rows that were taken.
imports-remark-column_unknown = The column “{ $about }” is not known and was passed over.
imports-remark-column_doubled = The column { $about } is there more than once; the first one was used.
imports-remark-column_divided = The column { $about } is divided without a total, so it was not read.
imports-remark-no_pisa = There is no PISA column: every row is taken for a member, not a relative.
imports-remark-sheet_passed_over = This sheet was passed over because required columns are missing: { $about }.
imports-remark-total_skipped = Rows of totals were skipped.
imports-remark-footer_skipped = Rows of signatures or notes were skipped.
imports-remark-code_padded = BPJS codes from numeric cells were padded with zeros to 8 digits.
imports-remark-code_dropped = Unsound BPJS codes were dropped, because another identifier of the row is sound.
imports-remark-participant_code_dropped = Unsound BPJS codes were dropped; the members are kept without one.
imports-remark-head_code_dropped = Unsound codes of head offices were dropped.
imports-remark-nib_dropped = Unsound NIBs were dropped, because another identifier of the row is sound.
imports-remark-npwp_dropped = Unsound NPWPs were dropped, because another identifier of the row is sound.
imports-remark-npwp_check = The check digit of an NPWP does not hold; it is used all the same, please check it.
imports-remark-npwp_restored = The lost leading zero of an NPWP was restored, because its check digit holds.
imports-remark-nik_numeric = NIKs were read from numeric cells. Format the column as text, so that no last digit is lost.
imports-remark-email_dropped = E-mail addresses that cannot be right were dropped.

# Why a file or an import failed.
imports-fault-file_not_found = The file is no longer there. Throw this upload away and send it again.
imports-fault-file_folder = This is a folder, not a file. Send the files in it.
imports-fault-file_io = The file cannot be read. Send it again.
imports-fault-file_empty = The file is empty. Export it from its source again.
imports-fault-file_wrong_content = The file is not what its name says. Save it as XLSX or CSV again.
imports-fault-file_encrypted = The file has a password. Save it again without one.
imports-fault-file_damaged = The file is damaged or cut off. Download or export it from its source again.
imports-fault-file_too_large = The file is too large to be read at once. Split it, or save it as CSV.
imports-fault-file_not_text = A character is not valid UTF-8 (byte { $byte }). Save the file as CSV UTF-8 again.
imports-fault-file_two_headers = There are two different header rows (rows { $first } and { $second }). Put the two tables apart.
imports-fault-file_one_employer = All rows use { $column } { $value }, but name different employers: rows { $rows }. Give each its own number, or leave that column empty, then send the file again.
imports-fault-file_missing_columns = Required columns were not found in the first 15 rows: { $missing }. Names that were found: { $found }. Point the columns out below, or choose another kind of file.
imports-fault-disk_full = The server's disk has no room left. Nothing has changed; tell the administrator, then try again.
imports-fault-busy = Something else used the database for too long. Nothing has changed; try again in a moment.
imports-fault-internal = Something failed on our side. Nothing has changed. Quote reference { $reference } to the administrator.
imports-fault-stopped = The program stopped while it was at work. Nothing has changed; work the effect out once more, or throw it away.

# Rules that stand in the way.
refusal-import_busy = Another import is running. Wait until it is done, then try again.
refusal-import_state = This import has moved on or is closed. Reload its page.
refusal-import_no_kind = Choose the kind of file first.
refusal-import_role = Files of this kind are imported by officers with another role.
refusal-import_no_files = No file has been chosen yet.
refusal-import_demo = This database holds a sample city; only sample files may be imported here. Tick the box if these files are sample data.
refusal-undo_not_last = Only the last import of a kind can be taken back. Take the newer one back first.
refusal-undo_done = This import has already been taken back.
refusal-undo_too_old = What this import superseded is no longer kept in full, so it cannot be restored.
refusal-undo_used = Employers of this import are used by newer rosters, cases, mergers or officers' notes. Take those back first.
