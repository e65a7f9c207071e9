// Letters, digits and underscores; as long as one likes; alike but for their case.
struct _ { 1: i32 _, 2: i32 __, 3: i32 a1, 4: i32 A1, 5: i32 a_1_ }
struct lower { 1: i32 CamelCase, 2: i32 camelCase, 3: i32 snake_case, 4: i32 SCREAMING }
struct Lower {}
struct s234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890 {}
service Same { Same_ Same(1: Same_ same) }
struct Same_ { 1: i32 Same }
enum i { i, I }
struct include1 {}
struct structure { 1: i32 requiredness, 2: i32 optionally, 3: optional i32 listing, 4: string stringy, 5: i32 true_ }
