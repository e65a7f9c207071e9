// warning: 3:48: 'required' has no meaning in a union: 'b' of union WithRequired is taken as optional
union Plain { 1: i32 a, 2: string b, 3: list<Plain> c, 4: Plain d }
union WithRequired { 1: i32 a, 2: required i32 b }
union WithDefault { 1: i32 a = 5, 2: string b }
union One { 1: Plain only }
union Empty {}
union Same { 1: i32 a, 2: i32 b, 3: i64 c, 4: string d, 5: binary e }
