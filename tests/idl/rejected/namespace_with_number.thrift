// error: 2:11: expected a language or '*' after 'namespace', got '5'
namespace 5 a
