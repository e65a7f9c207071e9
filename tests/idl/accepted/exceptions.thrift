exception Empty {}
exception Full { 1: required i32 code, 2: string message, 3: optional map<string, Full> causes } (message = "message")
exception Held { 1: Full full, 2: optional Held held }
struct Holds { 1: Full full, 2: list<Held> helds }
service S {
  void a() throws (1: Empty e)
  Holds b(1: Full full) throws (1: Full full, 2: Held held, 4: Empty empty)
  void c() throws ()
}
