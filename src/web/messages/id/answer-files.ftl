# Mengapa berkas atau daftar pekerja yang datang bersama jawaban tidak diterima.
refusal-file-count = Satu jawaban dapat disertai paling banyak lima berkas; gabungkan atau pilih yang terpenting.
refusal-file-together = Semua berkas bersama-sama lebih dari 20 MB; perkecil atau kurangi dahulu.
refusal-file-encrypted = PDF ini dikunci dengan kata sandi; simpan ulang tanpa kata sandi, lalu kirim lagi.
refusal-file-active = PDF ini memuat skrip, perintah, atau berkas lain di dalamnya; cetak ulang sebagai PDF biasa atau kirim fotonya.
refusal-file-mixed = Berkas ini memuat isi jenis lain di samping dokumen atau gambarnya; simpan ulang, lalu kirim lagi.
refusal-file-unreadable = Berkas ini rusak atau terpotong; buka dan simpan ulang, lalu kirim lagi.
refusal-file-dots = Gambar ini terlalu besar untuk dibaca; perkecil ukurannya, lalu kirim lagi.
refusal-roster-too-large = Daftar pekerja lebih dari 5 MB; simpan tanpa gambar, atau kirim sebagai CSV.
refusal-roster-too-long = Daftar pekerja lebih dari 50.000 baris; hubungi kantor kami untuk mengirimnya.
refusal-roster-sheets = Lebih dari satu lembar berisi pekerja; gabungkan menjadi satu lembar, lalu kirim lagi.
refusal-roster-empty = Tidak ada pekerja yang terbaca dalam daftar ini; periksa kolom NIK-nya, lalu kirim lagi.
refusal-roster-old = Daftar pekerja ini terlalu lama untuk dipakai; kirim daftar yang terbaru.
refusal-roster-later = Data kepesertaan sedang diperbarui, sehingga daftar pekerja belum dapat dibandingkan; kirim lagi nanti, atau pilih jawaban lain.
refusal-answer-roster-gone = Daftar pekerja jawaban ini sudah dihapus menurut masa simpannya; minta badan usaha mengirimnya lagi.
