proof-make = Buat berita acara pengiriman
proof-what = PDF bertanda tangan: setiap pos-el kepada badan usaha ini, jawaban server kata demi kata, dan penerimaan yang dicatat.
proof-short = Berita acara
refusal-proof-none = Belum ada pos-el yang pernah dicoba dikirim dalam lingkup ini.
refusal-proof-many = Lebih dari 2.000 pos-el tidak dimuat dalam satu berita acara; pilih satu badan usaha, satu jadwal, atau satu hari.
refusal-contact-address = Tulis satu alamat pos-el yang sah, misalnya hrd@perusahaan.example.
refusal-contact-unknown = Alamat itu bukan alamat badan usaha ini; muat ulang halamannya.
