// error: 2:11: expected a language or '*' after 'namespace', got "go"
namespace "go" a
