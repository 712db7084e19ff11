# Errors, and what to do about them.
problem-missing-title = Not found
problem-missing = This address leads to no page and no record. Check the link, or search for the employer by name.
problem-signed_out-title = Please sign in
problem-signed_out = Sign in first to see this page.
problem-not_yours-title = Not for your role
problem-not_yours = Your account's role does not include this page or action. If you need it, ask an administrator to change your role.
problem-foreign_form-title = The form has expired
problem-foreign_form = This form was made before you signed in again, or was sent by another site. Nothing has changed. Go back, reload the page and send it again.
problem-method-title = Not possible
problem-method = This address does not take such requests. Go back to the previous page and use its buttons.
problem-unreadable-title = Cannot be read
problem-unreadable = What the address or the form holds cannot be read. Start again from the list.
problem-too_large-title = Too large
problem-too_large = What was sent exceeds the size limit. Split it into several files and send them one by one.
problem-invalid-title = Cannot be accepted
problem-invalid = A field is too long. Shorten the search words and try again.
problem-refused-title = Not possible yet
problem-busy-title = Busy
problem-busy = The database is in use, for instance by a large import. Reload this page when that has finished.
problem-internal-title = Something failed
problem-internal = This page could not be made because of a fault on our side. No data has changed. Reload in a moment.

# Fields of forms.
fault-length = Type { $min } to { $max } characters.
fault-email = Type a full e-mail address, such as name@kota.example.
fault-range = Type a number between { $min } and { $max }.
fault-other = This is not right yet.
fault-required = This is required.
fault-date = Type a real date, such as 2026-03-16.
faults-title = { $count ->
    [one] One field needs attention
   *[other] { $count } fields need attention
}
problem-wrong_token = The secret that was shown is not the right one.
