// error: 2:8: expected the name of a struct, got '{'
struct {
}
