calendar-title = Working calendar
calendar-lead = Working days are Monday to Friday, { $hours }. Mail to firms leaves within these hours only, and terms end when the offices close.
calendar-leave-off = Joint leave counts as a day off.
calendar-leave-worked = Joint leave counts as a working day.
calendar-year = The year
calendar-counts = { $days } holidays and days of joint leave, { $working } working days.
calendar-source = Source: { $source }.
calendar-by = Last changed by { $name }, { $at }.
calendar-incomplete = The list of days off for { $year } is not complete. Terms that reach into that year may end too early.
calendar-kind-national = National holiday
calendar-kind-joint_leave = Joint leave
calendar-weekend = Saturdays and Sundays
calendar-working = { $count } { $count ->
    [one] working day
   *[other] working days
  }
calendar-table = Days off in { $year }
calendar-date = Date
calendar-name = Name
calendar-kind = Kind
calendar-change = Change
calendar-none = No days off for { $year } yet
calendar-none-hint = A joint decree of three ministers sets the list, usually in the autumn before. Administrators can import its file or type it.
calendar-count = Count working days
calendar-count-note = Counting begins on the day after receipt, as patuh workdays does.
calendar-count-from = Received
calendar-count-n = Working days
calendar-count-n-wrong = Fill in a whole number from 0 to 366.
calendar-count-button = Count
calendar-count-due = Ends on { $weekday }, { $day } (office hours { $hours })
calendar-count-unknown = The list of days off for { $year } is not complete; the term may really end later.
calendar-count-skipped = { $count } { $count ->
    [one] day passed over
   *[other] days passed over
  }
calendar-add = Add a day off
calendar-add-button = Add
calendar-terms-note = Running terms are counted again only where they become longer. A term that a firm was told is never shortened.
calendar-change-title = Change this day
calendar-remove = Remove
calendar-remove-note = It becomes a working day again for new terms. Running terms stay.
calendar-remove-button = Remove from the calendar
calendar-import = Import from a file
calendar-import-note = CSV, XLSX, XLS or ODS with columns tanggal, nama, jenis (libur nasional or cuti bersama), or TOML like the shipped file. What it would do is shown first.
calendar-file = File
calendar-file-none = Choose the file first.
calendar-file-large = The file is larger than 1 MB; a list of days off is much smaller.
calendar-import-look = See what it would do
calendar-import-title = What the calendar import would do
calendar-import-lead = { $file }: { $added } new days, { $changed } changed, { $same } unchanged, { $refused } rows rejected. Nothing is saved yet.
calendar-import-button = Save to the calendar
calendar-import-nothing = No row can be used. Correct the file and send it again.
calendar-refused = Rejected rows
calendar-refused-note = These rows are not saved.
calendar-row = Row { $row }:
calendar-added = New days
calendar-changed = Changed
calendar-absent = In the calendar, not in the file
calendar-only-these = Remove the { $count } { $count ->
    [one] day that the file doesn't have
   *[other] days that the file doesn't have
  }
calendar-whole = Is the list of { $year } complete?
calendar-whole-note = Mark it complete once all national holidays and joint leave of the year are in it.
calendar-whole-source = Source
calendar-whole-hint = Number and date of the joint decree.
calendar-whole-button = Mark complete
calendar-reopen = Mark incomplete
calendar-done-day = The day off is saved.
calendar-done-removed = The day off is removed.
calendar-done-year = The list is marked complete.
calendar-done-reopened = The list is marked incomplete.
calendar-done-import = The list is saved.
calendar-done-same = Nothing changed: the calendar says what the file says.
calendar-grown = { $count } { $count ->
    [one] running term became longer.
   *[other] running terms became longer.
  }
calendar-warning = The list of days off for { $year } is missing or incomplete: terms that reach into that year may end too early.
calendar-warning-link = Open the calendar
calendar-wrong-date = The date can't be read; write it like 2027-01-01.
calendar-wrong-name = Fill in the day's name, at most 120 characters.
calendar-wrong-kind = Unknown kind; write libur nasional or cuti bersama.
calendar-wrong-twice = This date stands in an earlier row.
refusal-day-taken = That day is kept already; change its row.
refusal-year-source = Write the decree that the list was taken from, at most 300 characters.
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
digest-title = Digest by e-mail
digest-note = On the days you choose you get numbers and links of what waits for you. No mail where nothing waits.
digest-days = Days
account-done-digest = The days of the digest are saved.
