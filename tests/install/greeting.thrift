namespace cpp greeting

struct GreetRequest { 1: required string name, 2: optional i32 times }
struct GreetResponse { 1: required string text }
exception Rude { 1: required string why }
service Greeting { GreetResponse Greet(1: GreetRequest req) throws (1: Rude rude) }
