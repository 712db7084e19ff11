# What came back for our mails.
refusal-not-an-answer = Hanya jawaban yang dapat dikaitkan dengan badan usaha; simpan laporan ini dengan alasan.
refusal-returned-settled = Pesan ini sudah diselesaikan; muat ulang halamannya.
refusal-returned-words = Tulis alasannya, paling banyak 1.000 huruf.
