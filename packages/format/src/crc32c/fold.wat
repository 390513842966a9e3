;; CRC-32C by folding, for engines with SIMD. fold-module.ts holds the assembled bytes; a test compares the two.
;;
;; P is the generator of CRC-32C. Squaring is linear over GF(2), so for every multiple T of P, T(x^8) = T(x)^8 is a
;; multiple too. A sparse T gives a recurrence over whole bytes, any number of which make a vector:
;;
;;   T1 = x^5275 + x^4508 + x^2751 + 1                       clears the byte n by adding it to n+767, n+2524, n+5275
;;   T2 = x^209 + x^144 + x^54 + x^39 + x^14 + 1             clears the byte n by adding it to n+65, n+155, n+170, n+195, n+209
;;
;; T1 has the fewest terms that a multiple of P can have within 2^31 bits, and the least degree with so few; T2 is the least with six.
;; A message is reduced by T1 to some 5275 bytes, by T2 to some 209, and these by tables. The sum that clears byte n,
;; w[n] = m[n] + w[n-767] + w[n-2524] + w[n-5275], is kept apart from the message, where w is zero before the start.
;;
;; Memory: 0      tables, eight of 256 i32, written by the host
;;         8192   5376 bytes of zeros, then w of T1
;;         79872  256 bytes of zeros, then w of T2
;;         90112  message, written by the host: 65536 bytes and 64 of slack
(module
  (memory (export "memory") 3 3)

  ;; dst[i] = src[i] + w[i-767] + w[i-2524] + w[i-5275] in steps of 64 bytes, until src reaches end; w is 5376 past $w.
  (func $fold1 (param $src i32) (param $end i32) (param $w i32) (param $dst i32)
    (loop $next
      (v128.store (local.get $dst)
        (v128.xor (v128.xor (v128.load (local.get $src)) (v128.load offset=4609 (local.get $w)))
                  (v128.xor (v128.load offset=2852 (local.get $w)) (v128.load offset=101 (local.get $w)))))
      (v128.store offset=16 (local.get $dst)
        (v128.xor (v128.xor (v128.load offset=16 (local.get $src)) (v128.load offset=4625 (local.get $w)))
                  (v128.xor (v128.load offset=2868 (local.get $w)) (v128.load offset=117 (local.get $w)))))
      (v128.store offset=32 (local.get $dst)
        (v128.xor (v128.xor (v128.load offset=32 (local.get $src)) (v128.load offset=4641 (local.get $w)))
                  (v128.xor (v128.load offset=2884 (local.get $w)) (v128.load offset=133 (local.get $w)))))
      (v128.store offset=48 (local.get $dst)
        (v128.xor (v128.xor (v128.load offset=48 (local.get $src)) (v128.load offset=4657 (local.get $w)))
                  (v128.xor (v128.load offset=2900 (local.get $w)) (v128.load offset=149 (local.get $w)))))
      (local.set $w (i32.add (local.get $w) (i32.const 64)))
      (local.set $dst (i32.add (local.get $dst) (i32.const 64)))
      (br_if $next (i32.lt_u (local.tee $src (i32.add (local.get $src) (i32.const 64))) (local.get $end)))))

  ;; The same for T2; w is 256 past $w.
  (func $fold2 (param $src i32) (param $end i32) (param $w i32) (param $dst i32)
    (loop $next
      (v128.store (local.get $dst)
        (v128.xor (v128.xor (v128.load (local.get $src)) (v128.load offset=191 (local.get $w)))
          (v128.xor (v128.xor (v128.load offset=101 (local.get $w)) (v128.load offset=86 (local.get $w)))
                    (v128.xor (v128.load offset=61 (local.get $w)) (v128.load offset=47 (local.get $w))))))
      (v128.store offset=16 (local.get $dst)
        (v128.xor (v128.xor (v128.load offset=16 (local.get $src)) (v128.load offset=207 (local.get $w)))
          (v128.xor (v128.xor (v128.load offset=117 (local.get $w)) (v128.load offset=102 (local.get $w)))
                    (v128.xor (v128.load offset=77 (local.get $w)) (v128.load offset=63 (local.get $w))))))
      (v128.store offset=32 (local.get $dst)
        (v128.xor (v128.xor (v128.load offset=32 (local.get $src)) (v128.load offset=223 (local.get $w)))
          (v128.xor (v128.xor (v128.load offset=133 (local.get $w)) (v128.load offset=118 (local.get $w)))
                    (v128.xor (v128.load offset=93 (local.get $w)) (v128.load offset=79 (local.get $w))))))
      (v128.store offset=48 (local.get $dst)
        (v128.xor (v128.xor (v128.load offset=48 (local.get $src)) (v128.load offset=239 (local.get $w)))
          (v128.xor (v128.xor (v128.load offset=149 (local.get $w)) (v128.load offset=134 (local.get $w)))
                    (v128.xor (v128.load offset=109 (local.get $w)) (v128.load offset=95 (local.get $w))))))
      (local.set $w (i32.add (local.get $w) (i32.const 64)))
      (local.set $dst (i32.add (local.get $dst) (i32.const 64)))
      (br_if $next (i32.lt_u (local.tee $src (i32.add (local.get $src) (i32.const 64))) (local.get $end)))))

  ;; Eight tables, eight bytes a step, then one.
  (func $tables (param $crc i32) (param $at i32) (param $end i32) (result i32)
    (local $high i32)
    (block $bytes
      (loop $next
        (br_if $bytes (i32.lt_s (i32.sub (local.get $end) (local.get $at)) (i32.const 8)))
        (local.set $crc (i32.xor (local.get $crc) (i32.load align=1 (local.get $at))))
        (local.set $high (i32.load offset=4 align=1 (local.get $at)))
        (local.set $crc
          (i32.xor
            (i32.xor
              (i32.xor (i32.load offset=7168 (i32.shl (i32.and (local.get $crc) (i32.const 255)) (i32.const 2)))
                       (i32.load offset=6144 (i32.and (i32.shr_u (local.get $crc) (i32.const 6)) (i32.const 1020))))
              (i32.xor (i32.load offset=5120 (i32.and (i32.shr_u (local.get $crc) (i32.const 14)) (i32.const 1020)))
                       (i32.load offset=4096 (i32.and (i32.shr_u (local.get $crc) (i32.const 22)) (i32.const 1020)))))
            (i32.xor
              (i32.xor (i32.load offset=3072 (i32.shl (i32.and (local.get $high) (i32.const 255)) (i32.const 2)))
                       (i32.load offset=2048 (i32.and (i32.shr_u (local.get $high) (i32.const 6)) (i32.const 1020))))
              (i32.xor (i32.load offset=1024 (i32.and (i32.shr_u (local.get $high) (i32.const 14)) (i32.const 1020)))
                       (i32.load (i32.and (i32.shr_u (local.get $high) (i32.const 22)) (i32.const 1020)))))))
        (local.set $at (i32.add (local.get $at) (i32.const 8)))
        (br $next)))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $crc
          (i32.xor (i32.shr_u (local.get $crc) (i32.const 8))
            (i32.load (i32.shl (i32.and (i32.xor (local.get $crc) (i32.load8_u (local.get $at))) (i32.const 255))
                               (i32.const 2)))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $next)))
    (local.get $crc))

  ;; Continues $crc over the $size bytes of the message, at least 4 and at most 65536, which it overwrites.
  (func (export "update") (param $crc i32) (param $size i32) (result i32)
    (local $at i32) (local $end i32) (local $cleared i32)
    (local.set $at (i32.const 90112))
    (local.set $end (i32.add (local.get $at) (local.get $size)))
    (i32.store (local.get $at)
      (i32.xor (i32.load (local.get $at)) (i32.xor (local.get $crc) (i32.const -1))))
    (if (i32.ge_u (local.get $size) (i32.const 8192))
      (then
        (local.set $cleared (i32.and (i32.sub (local.get $size) (i32.const 5275)) (i32.const -64)))
        (call $fold1 (local.get $at) (i32.add (local.get $at) (local.get $cleared))
          (i32.const 8192) (i32.const 13568))
        (memory.fill (i32.add (i32.const 13568) (local.get $cleared)) (i32.const 0) (i32.const 5376))
        (local.set $at (i32.add (local.get $at) (local.get $cleared)))
        (call $fold1 (local.get $at) (local.get $end)
          (i32.add (i32.const 8192) (local.get $cleared)) (local.get $at))))
    (if (i32.ge_u (i32.sub (local.get $end) (local.get $at)) (i32.const 768))
      (then
        (local.set $cleared
          (i32.and (i32.sub (i32.sub (local.get $end) (local.get $at)) (i32.const 209)) (i32.const -64)))
        (call $fold2 (local.get $at) (i32.add (local.get $at) (local.get $cleared))
          (i32.const 79872) (i32.const 80128))
        (memory.fill (i32.add (i32.const 80128) (local.get $cleared)) (i32.const 0) (i32.const 320))
        (local.set $at (i32.add (local.get $at) (local.get $cleared)))
        (call $fold2 (local.get $at) (local.get $end)
          (i32.add (i32.const 79872) (local.get $cleared)) (local.get $at))))
    (i32.xor (call $tables (i32.const 0) (local.get $at) (local.get $end)) (i32.const -1))))
