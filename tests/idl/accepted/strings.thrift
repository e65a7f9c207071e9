// Strings in both quotes. Only a quote's escape means something to the parser; the generator reads the others.
const string EMPTY = ""
const string SINGLE = 'one'
const string OTHER_QUOTE = "it's"
const string OTHER_QUOTE_TOO = 'say "hi"'
const string ESCAPED = "say \"hi\""
const string ESCAPED_TOO = 'it\'s'
const string ESCAPED_OTHER = "it\'s"
const string CONTROLS = "\a\b\f\n\r\t\v\\."
const string HEX = "\x41\x00\xff"
const string OCTAL = "\101\000"
const string UNICODE = "\u65b0\U0001F600"
const string UNKNOWN = "\d\w\8\u12\x4"
const string UTF8 = "grüß 世界 🙂"
const string LINES = "one
two"
const string LIKE_A_COMMENT = "// # /* */"
const string LIKE_C = "%d ??/ <script>"
const binary BYTES = "\x00\x01\xfe"
struct A { 1: string a = "x", 2: binary b = 'y', 3: optional string c = SINGLE }
