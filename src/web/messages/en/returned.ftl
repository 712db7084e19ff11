# What came back for our mails.
refusal-not-an-answer = Only an answer can be given to a firm; put this report away with a reason.
refusal-returned-settled = This message is dealt with already; load the page again.
refusal-returned-words = Write the reason, at most 1,000 characters.
