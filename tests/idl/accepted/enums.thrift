enum Plain { A, B, C }
enum Numbers { A = 1, B, C = 0x10, D, E = 0o17 F = -5 G }
enum Edges { LOWEST = -2147483648, HIGHEST = 2147483647 }
enum Separators { A; B, C D = 7; E }
enum Annotated { A (x = "y"), B = 5 (z = "") } (on = "enum")
enum Empty {}
enum Descending { C = 3, B = 2, A = 1 }
