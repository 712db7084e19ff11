# Why a file or a list of workers that came with an answer is not taken.
refusal-file-count = An answer may come with five files at most; join them, or choose the most important ones.
refusal-file-together = All files together are larger than 20 MB; make them smaller or send fewer.
refusal-file-encrypted = This PDF is locked with a password; save it again without one, then send it.
refusal-file-active = This PDF holds scripts, commands or other files; print it again as a plain PDF, or send a photograph of it.
refusal-file-mixed = This file holds something else beside its document or picture; save it again, then send it.
refusal-file-unreadable = This file is broken or cut off; open it, save it again, then send it.
refusal-file-dots = This picture is too large to be read; make it smaller, then send it again.
refusal-roster-too-large = The list of workers is larger than 5 MB; save it without pictures, or send it as CSV.
refusal-roster-too-long = The list of workers has more than 50,000 rows; contact our office to send it.
refusal-roster-sheets = More than one sheet holds workers; join them into one sheet, then send it again.
refusal-roster-empty = No worker could be read in this list; check its NIK column, then send it again.
refusal-roster-old = This list of workers is too old to be used; send the newest one.
refusal-roster-later = The participants' data are being renewed, so the list can't be compared yet; send it again later, or choose another answer.
refusal-answer-roster-gone = The list of workers of this answer was deleted when its time was over; ask the firm to send it again.
