namespace cpp other.base
struct Other { 1: i32 a }
