// error: 3:1: unexpected byte 0xef
struct A {}
﻿struct B {}
