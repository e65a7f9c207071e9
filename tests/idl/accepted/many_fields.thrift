struct Many {
  1: optional byte f1
  2: i16 f2
  3: required i32 f3
  4: optional i64 f4
  5: double f5
  6: required string f6
  7: optional binary f7
  8: bool f8
  9: required byte f9
  10: optional i16 f10
  11: i32 f11
  12: required i64 f12
  13: optional double f13
  14: string f14
  15: required binary f15
  16: optional bool f16
  17: byte f17
  18: required i16 f18
  19: optional i32 f19
  20: i64 f20
  21: required double f21
  22: optional string f22
  23: binary f23
  24: required bool f24
  25: optional byte f25
  26: i16 f26
  27: required i32 f27
  28: optional i64 f28
  29: double f29
  30: required string f30
  31: optional binary f31
  32: bool f32
  33: required byte f33
  34: optional i16 f34
  35: i32 f35
  36: required i64 f36
  37: optional double f37
  38: string f38
  39: required binary f39
  40: optional bool f40
  41: byte f41
  42: required i16 f42
  43: optional i32 f43
  44: i64 f44
  45: required double f45
  46: optional string f46
  47: binary f47
  48: required bool f48
  49: optional byte f49
  50: i16 f50
  51: required i32 f51
  52: optional i64 f52
  53: double f53
  54: required string f54
  55: optional binary f55
  56: bool f56
  57: required byte f57
  58: optional i16 f58
  59: i32 f59
  60: required i64 f60
  61: optional double f61
  62: string f62
  63: required binary f63
  64: optional bool f64
  65: byte f65
  66: required i16 f66
  67: optional i32 f67
  68: i64 f68
  69: required double f69
  70: optional string f70
  71: binary f71
  72: required bool f72
  73: optional byte f73
  74: i16 f74
  75: required i32 f75
  76: optional i64 f76
  77: double f77
  78: required string f78
  79: optional binary f79
  80: bool f80
  81: required byte f81
  82: optional i16 f82
  83: i32 f83
  84: required i64 f84
  85: optional double f85
  86: string f86
  87: required binary f87
  88: optional bool f88
  89: byte f89
  90: required i16 f90
  91: optional i32 f91
  92: i64 f92
  93: required double f93
  94: optional string f94
  95: binary f95
  96: required bool f96
  97: optional byte f97
  98: i16 f98
  99: required i32 f99
  100: optional i64 f100
  101: double f101
  102: required string f102
  103: optional binary f103
  104: bool f104
  105: required byte f105
  106: optional i16 f106
  107: i32 f107
  108: required i64 f108
  109: optional double f109
  110: string f110
  111: required binary f111
  112: optional bool f112
  113: byte f113
  114: required i16 f114
  115: optional i32 f115
  116: i64 f116
  117: required double f117
  118: optional string f118
  119: binary f119
  120: required bool f120
  121: optional byte f121
  122: i16 f122
  123: required i32 f123
  124: optional i64 f124
  125: double f125
  126: required string f126
  127: optional binary f127
  128: bool f128
  129: required byte f129
  130: optional i16 f130
  131: i32 f131
  132: required i64 f132
  133: optional double f133
  134: string f134
  135: required binary f135
  136: optional bool f136
  137: byte f137
  138: required i16 f138
  139: optional i32 f139
  140: i64 f140
  141: required double f141
  142: optional string f142
  143: binary f143
  144: required bool f144
  145: optional byte f145
  146: i16 f146
  147: required i32 f147
  148: optional i64 f148
  149: double f149
  150: required string f150
  151: optional binary f151
  152: bool f152
  153: required byte f153
  154: optional i16 f154
  155: i32 f155
  156: required i64 f156
  157: optional double f157
  158: string f158
  159: required binary f159
  160: optional bool f160
  161: byte f161
  162: required i16 f162
  163: optional i32 f163
  164: i64 f164
  165: required double f165
  166: optional string f166
  167: binary f167
  168: required bool f168
  169: optional byte f169
  170: i16 f170
  171: required i32 f171
  172: optional i64 f172
  173: double f173
  174: required string f174
  175: optional binary f175
  176: bool f176
  177: required byte f177
  178: optional i16 f178
  179: i32 f179
  180: required i64 f180
  181: optional double f181
  182: string f182
  183: required binary f183
  184: optional bool f184
  185: byte f185
  186: required i16 f186
  187: optional i32 f187
  188: i64 f188
  189: required double f189
  190: optional string f190
  191: binary f191
  192: required bool f192
  193: optional byte f193
  194: i16 f194
  195: required i32 f195
  196: optional i64 f196
  197: double f197
  198: required string f198
  199: optional binary f199
  200: bool f200
  201: required byte f201
  202: optional i16 f202
  203: i32 f203
  204: required i64 f204
  205: optional double f205
  206: string f206
  207: required binary f207
  208: optional bool f208
  209: byte f209
  210: required i16 f210
  211: optional i32 f211
  212: i64 f212
  213: required double f213
  214: optional string f214
  215: binary f215
  216: required bool f216
  217: optional byte f217
  218: i16 f218
  219: required i32 f219
  220: optional i64 f220
  221: double f221
  222: required string f222
  223: optional binary f223
  224: bool f224
  225: required byte f225
  226: optional i16 f226
  227: i32 f227
  228: required i64 f228
  229: optional double f229
  230: string f230
  231: required binary f231
  232: optional bool f232
  233: byte f233
  234: required i16 f234
  235: optional i32 f235
  236: i64 f236
  237: required double f237
  238: optional string f238
  239: binary f239
  240: required bool f240
  241: optional byte f241
  242: i16 f242
  243: required i32 f243
  244: optional i64 f244
  245: double f245
  246: required string f246
  247: optional binary f247
  248: bool f248
  249: required byte f249
  250: optional i16 f250
  251: i32 f251
  252: required i64 f252
  253: optional double f253
  254: string f254
  255: required binary f255
  256: optional bool f256
  257: byte f257
  258: required i16 f258
  259: optional i32 f259
  260: i64 f260
  261: required double f261
  262: optional string f262
  263: binary f263
  264: required bool f264
  265: optional byte f265
  266: i16 f266
  267: required i32 f267
  268: optional i64 f268
  269: double f269
  270: required string f270
  271: optional binary f271
  272: bool f272
  273: required byte f273
  274: optional i16 f274
  275: i32 f275
  276: required i64 f276
  277: optional double f277
  278: string f278
  279: required binary f279
  280: optional bool f280
  281: byte f281
  282: required i16 f282
  283: optional i32 f283
  284: i64 f284
  285: required double f285
  286: optional string f286
  287: binary f287
  288: required bool f288
  289: optional byte f289
  290: i16 f290
  291: required i32 f291
  292: optional i64 f292
  293: double f293
  294: required string f294
  295: optional binary f295
  296: bool f296
  297: required byte f297
  298: optional i16 f298
  299: i32 f299
  300: required i64 f300
}
