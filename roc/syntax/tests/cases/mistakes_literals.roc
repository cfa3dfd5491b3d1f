# What can be wrong inside literals.
escapes = "a\qb" + '\z'
unicode = ["\u(D800)", "\u(110000)", "\u()", "\u41", '\u(1F600']
zero = [007, 00, -01, 0, 0.5, 0_1]
base = [0XFF, 0B1]
digits = [0x, 0b12, 12abc]
suffix = [12u64, 1.5f32, 0xffu8]
quotes = ['', 'ab', 'é']
raw = "bell: here"
names = [na$me, größe, $, $Upper, @opaque]
single = 'x
fine = 1
