arithmetic = |a, b| -a + b * 2 // 3 % 0x1F - 1_000

compare = |a, b| a == b or a != b and !(a < b)

ranges = |n| (1..<n, 0..=n - 1)

pipes = |x| x |> step(1) |> Ok

step = |x, by| x + by

calls = |r| (r.f)(r.x).g(1).0
