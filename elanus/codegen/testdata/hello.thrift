namespace cpp hello
service Hello { string Say(1: string name) }
